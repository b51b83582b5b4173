import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { CalendarDays, MapPin, Pencil, Plus } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { hasAction, useCan } from '@/shared/access';
import type { Versioned } from '@/shared/api';
import { formatCount, formatDateRange } from '@/shared/format';
import { useList, useListing } from '@/shared/listing';
import { Button, Card, columnsOf, DataTable, EmptyState, ErrorState, Facts, IconButton, layout, PageHeader, Pagination, Pill, Skeleton, toast, TwoLines } from '@/shared/ui';
import { programName } from './programs';
import { academyDetail, academyOfferings, offeringListing, readOffering, type Academy, type Offering, type OfferingRow } from './queries';

const AcademyDialog = lazy(() => import('./AcademyDialog'));
const OfferingDialog = lazy(() => import('./OfferingDialog'));
const InstructorsDialog = lazy(() => import('./InstructorsDialog'));

const column = columnsOf<OfferingRow>();
const READ_COLUMNS = column.columns([
  column.accessor('title', {
    header: 'Course',
    cell: ({ row: { original } }) => <TwoLines under={programName(original.program)}>{original.title}</TwoLines>,
    meta: { sort: 'title', card: 'title', width: '40%' },
  }),
  column.accessor('starts_on', {
    header: 'When',
    cell: ({ row: { original } }) => formatDateRange(original.starts_on, original.ends_on),
    meta: { sort: 'starts_on' },
  }),
  column.accessor('expertise', { header: 'Expertise', cell: ({ getValue }) => getValue()?.name ?? null }),
  column.accessor('seats', { header: 'Seats', cell: ({ getValue }) => formatCount(getValue()), meta: { align: 'end', cardLabel: true } }),
]);

function Offerings({ academy }: { academy: Academy }) {
  const { id } = academy;
  const can = useCan();
  const [editing, setEditing] = useState<Versioned<Offering> | 'new'>();
  const [teaching, setTeaching] = useState<OfferingRow>();
  const mayEdit = hasAction(academy, 'update');
  const edit = (offering: string) => {
    readOffering(id, offering).then(setEditing).catch(toast.failed);
  };
  const columns =
    mayEdit || can('officers:read')
      ? [
          ...READ_COLUMNS,
          column.display({
            id: 'actions',
            header: () => <span className="sr-only">Actions</span>,
            cell: ({ row: { original } }) => (
              <span className={layout.inline}>
                {can('officers:read') ? (
                  <Button size="sm" variant="ghost" aria-label={`Instructors of ${original.title}`} onClick={() => setTeaching(original)}>
                    Instructors
                  </Button>
                ) : null}
                {mayEdit ? <IconButton icon={Pencil} label={`Edit ${original.title}`} onClick={() => edit(original.id)} /> : null}
              </span>
            ),
            meta: { align: 'end' },
          }),
        ]
      : READ_COLUMNS;
  const listing = useListing(offeringListing);
  const result = useList(academyOfferings(id, listing.query));
  return (
    <Card
      title="Courses"
      subtitle="Newest first; instructors come from partner agencies"
      body="flush"
      actions={
        mayEdit ? (
          <Button size="sm" icon={Plus} onClick={() => setEditing('new')}>
            Add course
          </Button>
        ) : undefined
      }
      footer={<Pagination page={result.page} one="course" many="courses" onGo={listing.goTo} />}
    >
      <DataTable
        caption="Courses"
        columns={columns}
        result={result}
        rowId={(row) => row.id}
        sort={listing.sort}
        onSort={listing.toggleSort}
        skeletonRows={4}
        empty={
          <EmptyState icon={CalendarDays} title="No courses yet">
            Programme staff enter the academy’s courses as they are scheduled.
          </EmptyState>
        }
      />
      <Suspense>
        {editing ? <OfferingDialog academyId={id} offering={editing === 'new' ? undefined : editing} onClose={() => setEditing(undefined)} /> : null}
        {teaching ? <InstructorsDialog academyId={id} offering={teaching} onClose={() => setTeaching(undefined)} /> : null}
      </Suspense>
    </Card>
  );
}

/** One academy and its courses. */
export function AcademyPage() {
  const { id = '' } = useParams({ strict: false });
  const { data: stored, error, refetch } = useQuery(academyDetail(id));
  const [editing, setEditing] = useState<Versioned<Academy>>();
  const academy = stored?.data;
  if (error && !academy) {
    return (
      <>
        <PageHeader title="Academy" />
        <Card>
          <ErrorState error={error} onRetry={() => void refetch()} />
        </Card>
      </>
    );
  }
  return (
    <>
      <PageHeader
        title={academy?.name}
        subtitle={
          academy ? (
            <>
              {academy.status === 'operating' ? <Pill tone="good">Operating</Pill> : <Pill>Unlisted</Pill>}
              <span className={layout.inline}>
                <MapPin size={15} aria-hidden />
                {academy.city}, {academy.host_country}
              </span>
            </>
          ) : undefined
        }
        actions={
          stored && hasAction(stored.data, 'update') ? (
            <Button icon={Pencil} onClick={() => setEditing(stored)}>
              Edit academy
            </Button>
          ) : undefined
        }
      />
      <Suspense>{editing ? <AcademyDialog academy={editing} onClose={() => setEditing(undefined)} /> : null}</Suspense>
      <div className={layout.grid}>
        <div className={`${layout.stack} ${layout.span8}`}>
          {academy ? (
            <Offerings academy={academy} />
          ) : (
            <Card title="Courses">
              <Skeleton height={160} />
            </Card>
          )}
        </div>
        <div className={`${layout.stack} ${layout.span4}`}>
          <Card title="About">
            {academy ? (
              <Facts
                items={[
                  { label: 'Code', value: academy.code },
                  { label: 'Serves', value: academy.region_served },
                  { label: 'Since', value: String(academy.established) },
                  {
                    label: 'Host',
                    value: academy.country ? (
                      <Link to="/countries/$id" params={{ id: academy.country.id }}>
                        {academy.country.name}
                      </Link>
                    ) : (
                      academy.host_country
                    ),
                  },
                ]}
              />
            ) : (
              <Skeleton height={96} />
            )}
          </Card>
        </div>
      </div>
    </>
  );
}
