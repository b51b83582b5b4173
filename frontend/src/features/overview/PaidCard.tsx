import { CircleDollarSign } from 'lucide-react';
import { compactMoney, fiscalYearName, formatMoney } from '@/shared/format';
import { BarChart, ButtonLink, Card, EmptyState, Skeleton } from '@/shared/ui';
import type { Overview } from './queries';

const SERIES = [{ key: 'paid', label: 'Paid' }];
const month = new Intl.DateTimeFormat('en-US', { month: 'short', timeZone: 'UTC' });
const usd = (value: number) => ({ amount: value.toFixed(2), currency: 'USD' });

interface PaidCardProps {
  overview: Overview | undefined;
  yearName: string;
  /** Whether the year goes on. */
  present: boolean;
  className?: string | undefined;
}

/** What was paid to partners, month by month of the fiscal year. Interest is not in it. */
export default function PaidCard({ overview, yearName, present, className }: PaidCardProps) {
  const months = overview?.paid_by_month ?? [];
  const total = months.reduce((sum, { amount }) => sum + Number(amount.amount), 0);
  return (
    <Card
      title="Paid by month"
      subtitle={overview && total > 0 ? `${yearName}, ${formatMoney(usd(total))}${present ? ' so far' : ''}` : `${yearName}, October to September`}
      className={className}
    >
      {overview ? null : <Skeleton height={290} width="100%" />}
      {overview && total === 0 ? (
        <EmptyState
          icon={CircleDollarSign}
          title={`Nothing paid in ${fiscalYearName(overview.fiscal_year)}`}
          action={
            <ButtonLink to="/" search={((before: object) => ({ ...before, fiscal_year: overview.fiscal_year - 1 })) as never}>
              Look at {fiscalYearName(overview.fiscal_year - 1)}
            </ButtonLink>
          }
        >
          Payments appear here when the Treasury has confirmed them.
        </EmptyState>
      ) : null}
      {total > 0 ? (
        <BarChart
          label={`Paid by month, ${yearName}, US dollars`}
          series={SERIES}
          // Numbers are for drawing; every amount is in cents, far below where a float loses one.
          data={months.map(({ month: first, amount }) => ({
            label: month.format(new Date(`${first}T00:00:00Z`)),
            values: { paid: Number(amount.amount) },
          }))}
          formatTick={(value) => compactMoney(usd(value))}
          formatValue={(value) => formatMoney(usd(value))}
        />
      ) : null}
    </Card>
  );
}
