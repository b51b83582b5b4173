import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { CalendarDays, MapPin } from 'lucide-react';
import { formatCount, formatDateRange, humanize } from '@/shared/format';
import { useList, useListing } from '@/shared/listing';
import { Card, columnsOf, DataTable, EmptyState, ErrorState, Facts, layout, PageHeader, Pagination, Pill, Skeleton, TwoLines } from '@/shared/ui';
import { academyDetail, academyOfferings, offeringListing, type OfferingRow } from './queries';

const PROGRAMS = new Map([
  ['core_leld', 'Core leadership'],
  ['specialized', 'Specialized course'],
  ['seminar', 'Seminar'],
]);

const column = columnsOf<OfferingRow>();
const columns = column.columns([
  column.accessor('title', {
    header: 'Course',
    cell: ({ row: { original } }) => <TwoLines under={PROGRAMS.get(original.program) ?? humanize(original.program)}>{original.title}</TwoLines>,
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

function Offerings({ id }: { id: string }) {
  const listing = useListing(offeringListing);
  const result = useList(academyOfferings(id, listing.query));
  return (
    <Card
      title="Courses"
      subtitle="Newest first; instructors come from partner agencies"
      body="flush"
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
    </Card>
  );
}

/** One academy and its courses. */
export function AcademyPage() {
  const { id = '' } = useParams({ strict: false });
  const { data: academy, error, refetch } = useQuery(academyDetail(id));
  if (error) {
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
      />
      <div className={layout.grid}>
        <div className={`${layout.stack} ${layout.span8}`}>
          <Offerings id={id} />
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
