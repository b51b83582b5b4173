import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { formatCount, formatDateRange, formatPeople, formatRelativeDays } from '@/shared/format';
import { ErrorState, Skeleton, StatusPill } from '@/shared/ui';
import { CARDS_SHOWN, requestColumn, type RequestQuery, type RequestRow } from './queries';
import styles from './Board.module.css';
import { elsewhere, UrgencyPill } from './words';

interface Stage {
  title: string;
  /** Who acts next on what stands here. */
  note: string;
  status: readonly string[];
}

const STAGES: readonly Stage[] = [
  { title: 'Draft', note: 'The post completes it', status: ['draft'] },
  { title: 'Submitted', note: 'Programme staff validate it', status: ['submitted'] },
  { title: 'Open', note: 'Agencies are asked', status: ['open'] },
  { title: 'Closed', note: 'Filled, unfilled or cancelled', status: ['filled', 'unfilled', 'cancelled'] },
];

function BoardCard({ request, closed }: { request: RequestRow; closed: boolean }) {
  return (
    <li className={styles.card}>
      <Link to="/requests/$id" params={{ id: request.id }} className={styles.title}>
        {request.title}
      </Link>
      <p>{[request.post.name, elsewhere(request)].filter(Boolean).join(' · ')}</p>
      <p className="num">
        {formatDateRange(request.starts_on, request.ends_on)}, {formatPeople(request.headcount)}
      </p>
      <div className={styles.foot}>
        <span className="num">{request.reference}</span>
        {closed ? <StatusPill kind="request" status={request.status} /> : <UrgencyPill urgency={request.urgency} />}
        {closed ? null : <span className={styles.when}>{formatRelativeDays(request.starts_on)}</span>}
      </div>
    </li>
  );
}

function Column({ stage, query }: { stage: Stage; query: RequestQuery }) {
  const { data, error, refetch } = useQuery(requestColumn(query, stage.status));
  const total = data?.total ?? undefined;
  const { sort: _, after: __, ...rest } = query;
  return (
    <section className={styles.column} aria-label={stage.title}>
      <header className={styles.head}>
        <h2>{stage.title}</h2>
        {total === undefined ? null : <span className={styles.count}>{formatCount(total)}</span>}
        <p>{stage.note}</p>
      </header>
      {error ? <ErrorState compact error={error} onRetry={() => void refetch()} /> : null}
      <ul className={styles.cards} aria-busy={data === undefined && !error}>
        {data === undefined && !error
          ? Array.from({ length: 3 }, (_unused, index) => (
              <li key={index} className={styles.card}>
                <Skeleton width="80%" />
                <Skeleton width="60%" />
              </li>
            ))
          : null}
        {data?.items.map((request) => <BoardCard key={request.id} request={request} closed={stage.title === 'Closed'} />)}
        {data?.items.length === 0 ? <li className={styles.none}>Nothing stands here.</li> : null}
      </ul>
      {total !== undefined && total > CARDS_SHOWN ? (
        <Link to="/requests" search={{ ...rest, status: [...stage.status] } as never} className={styles.more}>
          All {formatCount(total)} as a list
        </Link>
      ) : null}
    </section>
  );
}

/** Requests by stage, the soonest window first; whoever looks sees where work has piled up. */
export default function RequestBoard({ query }: { query: RequestQuery }) {
  return (
    <div className={styles.board}>
      {STAGES.map((stage) => (
        <Column key={stage.title} stage={stage} query={query} />
      ))}
    </div>
  );
}
