import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { daysSince } from './age';
import { formatMoney } from '@/shared/format';
import { ErrorState, Skeleton } from '@/shared/ui';
import { keepView } from './columns';
import { claimQueue } from './queries';
import { queueName, type Queue } from './queues';
import styles from './Review.module.css';

/** The claims of the tab, the one under review marked. */
export function QueuePane({ queue, current }: { queue: Queue; current: string }) {
  const { data, error, refetch } = useQuery(claimQueue(queue));
  return (
    <nav aria-label={`${queueName(queue)}: claims`} className={styles.queue}>
      {error ? <ErrorState compact error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? (
        <div className={styles.pad}>
          <Skeleton width="80%" height={60} />
        </div>
      ) : null}
      <ul>
        {data?.items.map((claim) => {
          const late = claim.due_on !== null && !claim.paid_on && daysSince(claim.due_on) > 0;
          return (
            <li key={claim.id}>
              <Link
                to="/claims/$id"
                params={{ id: claim.id }}
                search={keepView}
                className={styles.queued}
                data-current={claim.id === current}
                resetScroll={false}
              >
                <span className={styles.queuedName}>{claim.officer?.name ?? claim.agency.name}</span>
                <span className={styles.queuedSum}>{formatMoney(claim.approved ?? claim.claimed)}</span>
                <span className={styles.queuedWhat}>{claim.activity.title}</span>
                <span className={styles.queuedAge} data-late={late}>
                  {claim.age_days === null ? '' : `${claim.age_days} d`}
                  {late ? <span className="sr-only"> old, past due</span> : <span className="sr-only"> old</span>}
                </span>
              </Link>
            </li>
          );
        })}
      </ul>
      {data?.items.length === 0 ? <p className={styles.nothing}>Nothing else under “{queueName(queue)}”.</p> : null}
    </nav>
  );
}
