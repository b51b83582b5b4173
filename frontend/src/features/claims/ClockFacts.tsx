import { useQuery } from '@tanstack/react-query';
import { formatDate, formatMoney, plural } from '@/shared/format';
import { ErrorState, Facts, Pill, Skeleton } from '@/shared/ui';
import { claimClock, type ClaimClock } from './queries';

const left = (clock: ClaimClock) => {
  if (clock.days_late > 0) return <Pill tone="bad">{plural(clock.days_late, 'day')} late</Pill>;
  if (clock.days_left === null) return null;
  return <Pill tone={clock.days_left <= 7 ? 'warn' : 'calm'}>{plural(clock.days_left, 'day')} left</Pill>;
};

/** When the claim is to be paid, and what being late costs, with the rule and the rate behind it. */
export default function ClockFacts({ id, version }: { id: string; version: number }) {
  const { data: clock, error, refetch } = useQuery(claimClock(id, version));
  if (error) return <ErrorState compact error={error} onRetry={() => void refetch()} />;
  if (!clock) return <Skeleton width="80%" height={90} />;
  return (
    <>
      <h3>Payment clock</h3>
      <Facts
        items={[
          { label: 'Received', value: clock.proper_on ? formatDate(clock.proper_on) : 'Not handed in yet' },
          ...(clock.due_on
            ? [
                {
                  label: 'Due',
                  value: (
                    <>
                      {formatDate(clock.due_on)} {left(clock)}
                    </>
                  ),
                },
              ]
            : []),
          ...(clock.paid_on ? [{ label: 'Paid', value: formatDate(clock.paid_on) }] : []),
          { label: clock.charge === 'late_fee' ? 'Late fee' : 'Interest', value: clock.accrued ? formatMoney(clock.accrued) : 'No rate is published yet' },
          ...(clock.running && clock.per_day ? [{ label: 'Each late day', value: formatMoney(clock.per_day) }] : []),
          ...(clock.rate ? [{ label: 'Rate', value: `${clock.rate.percent}% from ${formatDate(clock.rate.effective_from)} (${clock.rate.source})` }] : []),
          { label: 'Rule', value: clock.rule },
          ...(clock.formula ? [{ label: 'Formula', value: clock.formula }] : []),
        ]}
      />
      <p className="muted">{clock.explanation}</p>
    </>
  );
}
