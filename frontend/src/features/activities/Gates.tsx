import { useQuery } from '@tanstack/react-query';
import { CircleAlert, CircleCheck, CircleX } from 'lucide-react';
import { formatDate, plural } from '@/shared/format';
import { Card, ErrorState, Skeleton } from '@/shared/ui';
import styles from './Activity.module.css';
import { gatesOf, type Gates } from './queries';
import { gateWords } from './readiness';

/** Paperwork that is late warns; the forecast says when all could be ready if it were begun today. */
function Ahead({ warnings, forecast }: Pick<Gates, 'warnings' | 'forecast'>) {
  return (
    <>
      {warnings.map(({ message }) => (
        <li key={message}>
          <CircleAlert size={17} role="img" aria-label="Late" className={styles.mark} data-tone="warn" />
          <span>{message}</span>
        </li>
      ))}
      {forecast && forecast.outstanding > 0 ? (
        <li>
          <CircleAlert size={17} role="img" aria-label="Forecast" className={styles.mark} data-tone={forecast.on_time ? undefined : 'warn'} />
          <span>
            Begun today, the paperwork could be ready by {formatDate(forecast.ready_on)}
            {forecast.on_time ? ', in time' : `, ${plural(forecast.days_late, 'day')} after the first day`}. It then waits for: {forecast.waits_for.join(', ')}.
          </span>
        </li>
      ) : null}
    </>
  );
}

/** What must hold for the go-ahead, each gate in words: what is open stands first. */
export function GatesCard({ id }: { id: string }) {
  const { data, error, refetch } = useQuery(gatesOf(id));
  const open = data?.gates.filter(({ passes }) => !passes).length ?? 0;
  const subtitle = data ? (data.go ? 'Everything holds: the activity can go.' : `${plural(open, 'gate')} still closed`) : 'What must hold before it goes';
  return (
    <Card title="Go-ahead" subtitle={subtitle} body="flush">
      {error ? <ErrorState compact error={error} onRetry={() => void refetch()} /> : null}
      {!error && !data ? (
        <div className={styles.pad}>
          <Skeleton width="70%" height={140} />
        </div>
      ) : null}
      {data ? (
        <ul className={styles.list}>
          {data.gates
            .toSorted((a, b) => Number(a.passes) - Number(b.passes))
            .map((gate) => {
              const Icon = gate.passes ? CircleCheck : CircleX;
              return (
                <li key={gate.code}>
                  <Icon size={17} role="img" aria-label={gate.passes ? 'Holds' : 'Open'} className={styles.mark} data-tone={gate.passes ? 'good' : 'bad'} />
                  <span className={gate.passes ? 'muted' : undefined}>{gateWords(gate)}</span>
                </li>
              );
            })}
          <Ahead warnings={data.warnings} forecast={data.forecast} />
        </ul>
      ) : null}
    </Card>
  );
}
