import { useQuery } from '@tanstack/react-query';
import { ArrowUpRight, CalendarRange } from 'lucide-react';
import { formatNearRange, plural } from '@/shared/format';
import { ButtonLink, Card, columnsOf, DataTable, EmptyState, RowLink, StatusPill, TwoLines } from '@/shared/ui';
import styles from './Overview.module.css';
import { nextActivities, type ActivityRow } from './queries';

const column = columnsOf<ActivityRow>();

const COLUMNS = column.columns([
  column.accessor('title', {
    header: 'Activity',
    cell: ({ row: { original } }) => (
      <TwoLines under={<span className={styles.oneLine}>{[original.country?.name, original.agency.name].filter(Boolean).join(' · ')}</span>}>
        <RowLink to="/activities/$id" params={{ id: original.id }} className={styles.clamp}>
          {original.title}
        </RowLink>
      </TwoLines>
    ),
    meta: { card: 'title', width: '52%' },
  }),
  column.accessor('starts_on', {
    header: 'Dates',
    cell: ({ row: { original } }) => <span className="num">{formatNearRange(original.starts_on, original.ends_on)}</span>,
  }),
  column.accessor('status', {
    header: 'Status',
    cell: ({ getValue }) => <StatusPill kind="activity" status={getValue()} />,
    meta: { width: '1%' },
  }),
]);

/** What is under way or comes next, soonest first. */
export default function NextActivities({ className }: { className?: string | undefined }) {
  const { data, error, isPending, refetch } = useQuery(nextActivities);
  return (
    <Card
      title="Next activities"
      subtitle={data?.total ? `${plural(data.total, 'activity', 'activities')} under way or ahead` : 'Under way or ahead'}
      className={className}
      body="flush"
      actions={
        <ButtonLink to="/activities" size="sm" variant="ghost" iconAfter={ArrowUpRight}>
          All activities
        </ButtonLink>
      }
    >
      <DataTable
        caption="Next activities"
        columns={COLUMNS}
        result={{ page: data, error, loading: isPending, stale: false, retry: () => void refetch() }}
        rowId={(row) => row.id}
        skeletonRows={5}
        empty={
          <EmptyState icon={CalendarRange} title="No activity ahead">
            An activity opens when an offer is accepted.
          </EmptyState>
        }
      />
    </Card>
  );
}
