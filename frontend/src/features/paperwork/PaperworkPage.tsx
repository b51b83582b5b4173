import { useQueryClient } from '@tanstack/react-query';
import { ClipboardList, Pencil, Plus,  Trash2 } from 'lucide-react';
import { lazy, Suspense, useMemo, useState } from 'react';
import { roleName, useCan } from '@/shared/access';
import { formatDate, plural } from '@/shared/format';
import { MODALITIES, modality } from '@/shared/labels';
import { useList, useListing } from '@/shared/listing';
import {
  Button,
  Card,
  chosenFilters,
  columnsOf,
  ConfirmDialog,
  EmptyState,
  FilterBar,
  FilterPopover,
  IconButton,
  layout,
  ListTable,
  NavTabs,
  PageHeader,
  Pagination,
  Pill,
  toast,
  TwoLines,
} from '@/shared/ui';
import { paperList, paperListing, removePaper, type Paper } from './queries';

const PaperDialog = lazy(() => import('./PaperDialog'));

const today = () => new Date().toISOString().slice(0, 10);

const lead = ({ days_before, day_kind }: Paper): string =>
  days_before === 0 ? 'On the first day' : `${plural(days_before, day_kind === 'working' ? 'working day' : 'day')} before`;

const column = columnsOf<Paper>();
const DESCRIBED = [
  column.accessor('title', {
    header: 'Paper',
    cell: ({ row: { original } }) => <TwoLines under={original.evidence_wanted ?? undefined}>{original.title}</TwoLines>,
    meta: { sort: 'title', card: 'title', width: '32%' },
  }),
  column.accessor('modality', { header: 'Asked for when', cell: ({ getValue }) => modality(getValue()), meta: { sort: 'modality', card: 'subtitle' } }),
  column.accessor('days_before', {
    header: 'Due',
    cell: ({ row: { original } }) => <TwoLines under={original.post_lead ? 'or the post’s own lead' : undefined}>{lead(original)}</TwoLines>,
    meta: { sort: 'days_before', cardLabel: true },
  }),
  column.accessor('owner_role', { header: 'Whose task', cell: ({ getValue }) => roleName(getValue()), meta: { cardLabel: true } }),
  column.accessor('gate', {
    header: 'If late',
    cell: ({ row: { original } }) => (original.retired ? <Pill tone="calm">No longer asked</Pill> : <Pill tone={original.gate ? 'bad' : 'warn'}>{original.gate ? 'Blocks' : 'Warns'}</Pill>),
    meta: { cardLabel: true },
  }),
  column.accessor('effective_from', {
    header: 'Since',
    cell: ({ row: { original } }) => <TwoLines under={original.source}>{formatDate(original.effective_from)}</TwoLines>,
    meta: { sort: 'effective_from', cardLabel: true },
  }),
];

/** What each kind of activity is asked for, by whom and how long before: dated data, for all to read. */
export function PaperworkPage() {
  const queryClient = useQueryClient();
  const listing = useListing(paperListing);
  const result = useList(paperList(listing.query));
  const manages = useCan()('paperwork:manage');
  const [editing, setEditing] = useState<Paper | 'new'>();
  const [removing, setRemoving] = useState<Paper>();
  const [busy, setBusy] = useState(false);
  const { filters, setFilter } = listing;

  const columns = useMemo(
    () =>
      manages
        ? column.columns([
            ...DESCRIBED,
            column.display({
              id: 'actions',
              header: () => <span className="sr-only">Actions</span>,
              cell: ({ row: { original } }) =>
                original.effective_from > today() ? (
                  <IconButton icon={Trash2} label={`Remove ${original.title}`} onClick={() => setRemoving(original)} />
                ) : (
                  <IconButton icon={Pencil} label={`Change ${original.title}`} onClick={() => setEditing(original)} />
                ),
              meta: { align: 'end' },
            }),
          ])
        : column.columns(DESCRIBED),
    [manages],
  );
  const remove = async ({ id, title }: Paper) => {
    setBusy(true);
    try {
      await removePaper(id);
      await queryClient.invalidateQueries({ queryKey: ['paperwork'] });
      toast.done(`${title} removed`);
    } catch (failure) {
      toast.failed(failure);
    } finally {
      setBusy(false);
      setRemoving(undefined);
    }
  };

  return (
    <>
      <PageHeader
        title="Paperwork"
        subtitle="What each kind of activity is asked for, by whom, and how long before it begins."
        actions={
          manages ? (
            <Button variant="primary" icon={Plus} onClick={() => setEditing('new')}>
              Add paper
            </Button>
          ) : undefined
        }
      />
      <div className={layout.views}>
        <NavTabs
          label="Views of the list"
          tabs={[
            { label: 'Asked for today', to: '/paperwork', search: { on: today() } },
            { label: 'All, with past and planned', to: '/paperwork' },
          ]}
        />
      </div>
      <Card body="flush" footer={<Pagination page={result.page} one="paper" many="papers" onGo={listing.goTo} />}>
        <FilterBar chosen={chosenFilters(listing, [{ name: 'modality', label: 'Asked for when', options: MODALITIES }])} onClear={listing.clear}>
          <FilterPopover label="Asked for when" options={MODALITIES} selected={filters.modality ?? []} onChange={(chosen) => setFilter('modality', chosen)} />
        </FilterBar>
        <ListTable
          caption="Papers of activities"
          columns={columns}
          result={result}
          listing={listing}
          unmatched="No papers match"
          empty={
            <EmptyState icon={ClipboardList} title="No papers yet">
              They come with the reference data; the programme adds others.
            </EmptyState>
          }
        />
      </Card>
      <Suspense>{editing ? <PaperDialog paper={editing === 'new' ? undefined : editing} onClose={() => setEditing(undefined)} /> : null}</Suspense>
      <ConfirmDialog
        open={removing !== undefined}
        title={`Remove ${removing?.title ?? ''}?`}
        confirm="Remove paper"
        danger
        busy={busy}
        onClose={() => setRemoving(undefined)}
        onConfirm={() => removing && void remove(removing)}
      >
        It has not begun to count. What it was to replace stays.
      </ConfirmDialog>
    </>
  );
}
