import { useQuery } from '@tanstack/react-query';
import { CircleCheck, CircleX } from 'lucide-react';
import { plural } from '@/shared/format';
import { Card, ErrorState, Skeleton } from '@/shared/ui';
import styles from './Activity.module.css';
import { gatesOf } from './queries';
import { gateWords } from './readiness';

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
        </ul>
      ) : null}
    </Card>
  );
}
