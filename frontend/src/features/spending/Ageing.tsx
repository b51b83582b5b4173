import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Hourglass } from 'lucide-react';
import { formatCount, formatDate, formatMoney, plural } from '@/shared/format';
import { regimeName } from '@/shared/labels';
import { Card, columnsOf, DataTable, EmptyState, FigureCard, layout, Segmented, Skeleton, StatusPill, TwoLines } from '@/shared/ui';
import { GroupsMenu } from './GroupsMenu';
import { claimsByAge, type AgeingBy, type ClaimsOfAge, type ClaimsOfAgeGroup } from './queries';
import { useReport } from './useReport';

const CUTS: { value: AgeingBy; label: string }[] = [
  { value: 'agency', label: 'Agency' },
  { value: 'regime', label: 'Regime' },
  { value: 'status', label: 'Status' },
];
const FILTER_OF: Record<AgeingBy, string> = { agency: 'agency_id', regime: 'regime', status: 'status' };

type Bucket = ClaimsOfAge['buckets'][number];

const BUCKETS = ['0 to 7 days', '8 to 14 days', '15 to 30 days', '31 to 60 days', 'Over 60 days'];

/** The filters of the claims that a figure counts. */
const rowsOf = (by: AgeingBy, group: ClaimsOfAgeGroup | undefined, bucket?: Bucket): Record<string, unknown> => ({
  view: 'unpaid',
  ...(group ? { [FILTER_OF[by]]: [group.key] } : {}),
  ...(bucket ? { 'proper_on.gte': bucket.proper_from ?? undefined, 'proper_on.lte': bucket.proper_to } : {}),
});

function nameOf(group: ClaimsOfAgeGroup, by: AgeingBy) {
  if (by === 'status') return <StatusPill kind="claim" status={group.name} />;
  return by === 'regime' ? regimeName(group.name) : group.name;
}

const column = columnsOf<ClaimsOfAgeGroup>();
const columnsBy = (by: AgeingBy) =>
  column.columns([
    column.accessor('name', {
      header: CUTS.find(({ value }) => value === by)?.label ?? '',
      cell: ({ row: { original } }) => (
        <Link to="/claims" search={rowsOf(by, original) as never}>
          {nameOf(original, by)}
        </Link>
      ),
      meta: { card: 'title', width: '24%' },
    }),
    ...BUCKETS.map((header, number) =>
      column.display({
        id: `days_${number}`,
        header,
        cell: ({ row: { original } }) => {
          const bucket = original.buckets[number];
          if (!bucket || bucket.claims === 0) return <span className="muted">—</span>;
          return (
            <TwoLines under={plural(bucket.claims, 'claim')}>
              <Link to="/claims" search={rowsOf(by, original, bucket) as never} className="num">
                {formatMoney(bucket.amount)}
              </Link>
            </TwoLines>
          );
        },
        meta: { align: 'end' as const, cardLabel: true },
      }),
    ),
    column.accessor('amount', {
      header: 'Unpaid',
      cell: ({ row: { original } }) => (
        <TwoLines under={plural(original.claims, 'claim')}>
          <span className="num">{formatMoney(original.amount)}</span>
        </TwoLines>
      ),
      meta: { align: 'end', card: 'corner' },
    }),
  ]);

const COLUMNS = { agency: columnsBy('agency'), regime: columnsBy('regime'), status: columnsBy('status') };

export default function Ageing() {
  const view = useReport(CUTS);
  const { data, error, isPending, isPlaceholderData, refetch } = useQuery({ ...claimsByAge(view.by), placeholderData: keepPreviousData });
  const waiting = <Skeleton width={90} height={34} />;
  return (
    <div className={layout.stack}>
      {error ? null : (
        <FigureCard
          label="Unpaid claims by age"
          figures={BUCKETS.map((label, number) => {
            const bucket = data?.total.buckets[number];
            return { label, value: bucket ? formatMoney(bucket.amount) : waiting, note: bucket ? plural(bucket.claims, 'claim') : undefined };
          })}
        />
      )}
      <Card
        title={data ? `${formatMoney(data.total.amount)} in ${formatCount(data.total.claims)} unpaid ${data.total.claims === 1 ? 'claim' : 'claims'}` : 'Unpaid claims'}
        subtitle={
          data
            ? `Days since the proper receipt, on ${formatDate(data.as_of)}: what was approved, or claimed where nothing is decided. A figure opens its claims.`
            : 'Days since the proper receipt'
        }
        actions={
        <>
          <Segmented label="Grouped by" value={view.by} tabs={CUTS} onChange={(by) => view.set({ by })} />
          <GroupsMenu address={data?.address} />
        </>
      }
        body="flush"
      >
        <DataTable
          caption="Unpaid claims by group and age"
          columns={COLUMNS[data?.by ?? view.by]}
          result={{ page: data && { items: data.groups }, error, loading: isPending, stale: isPlaceholderData, retry: () => void refetch() }}
          rowId={(row) => row.key}
          empty={
            <EmptyState icon={Hourglass} title="Nothing waits for payment">
              Claims stand here from their submission to their payment.
            </EmptyState>
          }
        />
      </Card>
    </div>
  );
}
