import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Pencil, Plus, SearchX } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useCan } from '@/shared/access';
import type { Versioned } from '@/shared/api';
import { plural } from '@/shared/format';
import { defineListing, useListing } from '@/shared/listing';
import { expertiseAll } from '@/shared/reference';
import { Button, Card, EmptyState, ErrorState, FigureCard, FilterBar, IconButton, layout, NavTabs, PageHeader, Skeleton, toast } from '@/shared/ui';
import styles from './Expertise.module.css';
import { agencyCounts, readExpertise, treeOf, type Area, type ExpertiseRow } from './queries';

const ExpertiseEntryDialog = lazy(() => import('./ExpertiseEntryDialog'));

const listing = defineListing({ filters: {}, sorts: [], defaultSort: 'code', views: ['all', 'gaps'] });

const VIEWS = [
  { label: 'All expertise', to: '/expertise' },
  { label: 'Gaps', to: '/expertise', search: { view: 'gaps' } },
];

function Count({ code, agencies }: { code: string; agencies: number | undefined }) {
  if (!agencies) return <span className={styles.none}>No agency</span>;
  return (
    <Link to="/agencies" search={{ expertise: [code] } as never}>
      {plural(agencies, 'agency', 'agencies')}
    </Link>
  );
}

interface EntryProps {
  row: ExpertiseRow;
  agencies: number | undefined;
  /** Undefined for who only reads. */
  onEdit: ((row: ExpertiseRow) => void) | undefined;
}

function End({ row, agencies, onEdit }: EntryProps) {
  return (
    <span className={styles.end}>
      <Count code={row.code} agencies={agencies} />
      {onEdit ? <IconButton icon={Pencil} label={`Edit ${row.name}`} onClick={() => onEdit(row)} /> : null}
    </span>
  );
}

function Topic({ row, agencies, onEdit }: EntryProps) {
  return (
    <li className={styles.topic}>
      <div>
        <span className={styles.name}>{row.name}</span> <span className={styles.code}>{row.code}</span>
        <p className={styles.definition}>{row.definition}</p>
      </div>
      <End row={row} agencies={agencies} onEdit={onEdit} />
    </li>
  );
}

interface AreaCardProps {
  area: Area;
  counts: ReadonlyMap<string, number>;
  onEdit: EntryProps['onEdit'];
}

function AreaCard({ area: { area, topics }, counts, onEdit }: AreaCardProps) {
  return (
    <Card title={area.name} subtitle={area.definition} body="flush" actions={<End row={area} agencies={counts.get(area.code)} onEdit={onEdit} />}>
      <ul className={styles.topics}>
        {topics.map((topic) => (
          <Topic key={topic.id} row={topic} agencies={counts.get(topic.code)} onEdit={onEdit} />
        ))}
      </ul>
    </Card>
  );
}

/** Areas and topics, how many agencies are verified in each, and where nobody is. */
export function ExpertisePage() {
  const { draft, setDraft, query, view, clear } = useListing(listing);
  const all = useQuery(expertiseAll);
  const manages = useCan()('expertise:manage');
  const [open, setOpen] = useState<'new' | (Versioned<ExpertiseRow> & { id: string })>();
  const edit = manages
    ? ({ id }: ExpertiseRow) => {
        readExpertise(id).then((read) => setOpen({ id, ...read })).catch(toast.failed);
      }
    : undefined;
  const { data: counts = new Map<string, number>() } = useQuery(agencyCounts);
  const rows = all.data ?? [];
  const topics = rows.filter(({ parent }) => parent !== null);
  const covered = topics.filter(({ code }) => (counts.get(code) ?? 0) > 0).length;
  const tree = treeOf(rows, query.q ?? '', view === 'gaps', counts);

  return (
    <>
      <PageHeader
        title="Expertise"
        subtitle="What requests may ask for and agencies can be verified in: areas, and topics within each."
        actions={
          manages ? (
            <Button variant="primary" icon={Plus} onClick={() => setOpen('new')}>
              Add expertise
            </Button>
          ) : undefined
        }
      />
      <div className={layout.views}>
        <NavTabs label="Views of the list" tabs={VIEWS} />
      </div>
      {all.error ? (
        <Card>
          <ErrorState error={all.error} onRetry={() => void all.refetch()} />
        </Card>
      ) : (
        <div className={layout.stack}>
          <FigureCard
            label="Coverage"
            figures={[
              { label: 'Areas', value: all.isPending ? '—' : rows.length - topics.length },
              { label: 'Topics', value: all.isPending ? '—' : topics.length },
              { label: 'Topics with an agency', value: all.isPending ? '—' : covered, note: 'verified at any level' },
              { label: 'Gaps', value: all.isPending ? '—' : topics.length - covered, note: 'topics that no agency is verified in' },
            ]}
          />
          <Card body="flush">
            <FilterBar search={{ label: 'Find an area or topic', value: draft, onChange: setDraft }} onClear={clear} />
          </Card>
          {all.isPending ? (
            <Card>
              <Skeleton height={240} />
            </Card>
          ) : null}
          <div className={styles.areas}>
            {tree.map((area) => (
              <AreaCard key={area.area.id} area={area} counts={counts} onEdit={edit} />
            ))}
          </div>
          {all.data && tree.length === 0 ? (
            <Card>
              <EmptyState icon={SearchX} title="Nothing matches" action={<Button onClick={clear}>Clear the search</Button>}>
                Try another word, or part of a code such as INV.
              </EmptyState>
            </Card>
          ) : null}
        </div>
      )}
      {open ? (
        <Suspense>
          <ExpertiseEntryDialog entry={open === 'new' ? undefined : open} areas={treeOf(rows, '', false, counts)} onClose={() => setOpen(undefined)} />
        </Suspense>
      ) : null}
    </>
  );
}
