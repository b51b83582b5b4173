import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Timer } from 'lucide-react';
import { fiscalYearName, formatCount, formatMoney, humanize, plural, yearChoices } from '@/shared/format';
import { Card, columnsOf, DataTable, EmptyState, FigureCard, layout, Segmented, Skeleton } from '@/shared/ui';
import { GroupsMenu } from './GroupsMenu';
import { paymentTimes, type PaymentTimesBy, type PaymentTimesGroup } from './queries';
import { daysOf, useReport } from './useReport';

const CUTS: { value: PaymentTimesBy; label: string }[] = [
  { value: 'agency', label: 'Agency' },
  { value: 'regime', label: 'Regime' },
  { value: 'month', label: 'Month' },
];

const days = (count: number | null | undefined) => (count === null || count === undefined ? '—' : plural(count, 'day'));

const column = columnsOf<PaymentTimesGroup>();
const columnsBy = (by: PaymentTimesBy, year: number) =>
  column.columns([
    column.accessor('name', {
      header: CUTS.find(({ value }) => value === by)?.label ?? '',
      cell: ({ row: { original } }) =>
        by === 'agency' ? (
          <Link to="/payments" search={{ ...daysOf(year), agency_id: [original.key] } as never}>
            {original.name}
          </Link>
        ) : (
          humanize(original.name)
        ),
      meta: { card: 'title', width: '34%' },
    }),
    column.accessor('payments', { header: 'Payments', cell: ({ getValue }) => formatCount(getValue()), meta: { align: 'end', cardLabel: true } }),
    column.accessor('in_time', { header: 'In time', cell: ({ getValue }) => formatCount(getValue()), meta: { align: 'end', cardLabel: true } }),
    column.accessor('median_days', { header: 'Median', cell: ({ getValue }) => days(getValue()), meta: { align: 'end', cardLabel: true } }),
    column.accessor('longest_days', { header: 'Longest', cell: ({ getValue }) => days(getValue()), meta: { align: 'end', cardLabel: true } }),
    column.accessor('interest', { header: 'Interest and fees', cell: ({ getValue }) => <span className="num">{formatMoney(getValue())}</span>, meta: { align: 'end', cardLabel: true } }),
    column.accessor('amount', { header: 'Paid', cell: ({ getValue }) => <span className="num">{formatMoney(getValue())}</span>, meta: { align: 'end', card: 'corner' } }),
  ]);

export default function TimeToPay() {
  const view = useReport(CUTS);
  const { data, error, isPending, isPlaceholderData, refetch } = useQuery({ ...paymentTimes(view.by, view.year), placeholderData: keepPreviousData });
  const waiting = <Skeleton width={90} height={34} />;
  const total = data?.total;
  return (
    <div className={layout.stack}>
      {error ? null : (
        <FigureCard
          label="Time to pay in figures"
          figures={[
            { label: 'Payments', value: total ? formatCount(total.payments) : waiting, note: data ? fiscalYearName(data.fiscal_year) : undefined },
            { label: 'In time', value: total ? formatCount(total.in_time) : waiting, note: data ? `within ${data.within_days} days of a proper claim` : undefined },
            { label: 'Median', value: total ? days(total.median_days) : waiting, note: 'half of the payments took no longer' },
            { label: 'Nine of ten', value: total ? days(total.slow_days) : waiting, note: 'took this long at most' },
            { label: 'Interest and fees', value: total ? formatMoney(total.interest) : waiting, note: 'what being late cost' },
          ]}
        />
      )}
      <Card
        title="From the proper claim to the payment"
        subtitle="A name opens its payments"
        actions={
        <>
          <Segmented label="Grouped by" value={view.by} tabs={CUTS} onChange={(by) => view.set({ by })} />
          <GroupsMenu address={data?.address} />
        </>
      }
        body="flush"
        footer={
          data ? (
            <Segmented
              label="Fiscal year"
              value={String(data.fiscal_year)}
              tabs={yearChoices(data.fiscal_year, data.fiscal_year).map((one) => ({ value: String(one), label: fiscalYearName(one) }))}
              onChange={(next) => view.set({ fiscal_year: Number(next) })}
            />
          ) : undefined
        }
      >
        <DataTable
          caption="Time to pay by group"
          columns={columnsBy(view.by, data?.fiscal_year ?? 0)}
          result={{ page: data && { items: data.groups }, error, loading: isPending, stale: isPlaceholderData, retry: () => void refetch() }}
          rowId={(row) => row.key}
          empty={
            <EmptyState icon={Timer} title="Nothing was paid in this year">
              Choose another year.
            </EmptyState>
          }
        />
      </Card>
    </div>
  );
}
