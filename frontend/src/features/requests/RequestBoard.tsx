import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useCan } from '@/shared/access';
import { formatCount, formatDateRange, formatPeople, formatRelativeDays, plural } from '@/shared/format';
import { ErrorState, Skeleton, StatusPill } from '@/shared/ui';
import { CARDS_SHOWN, requestColumn, stageColumn, type BoardRow, type RequestQuery, type RequestRow, type Stage } from './queries';
import styles from './Board.module.css';
import { elsewhere, UrgencyPill } from './words';

interface Column {
  title: string;
  /** Who acts next on what stands here. */
  note: string;
  status: readonly RequestRow['status'][];
  /** Of those who look for agencies: what is to be done next. */
  stage?: Stage;
}

const CLOSED: Column = { title: 'Closed', note: 'Filled, unfilled or cancelled', status: ['filled', 'unfilled', 'cancelled'], stage: 'closed' };
const ARRIVING: readonly Column[] = [
  { title: 'Draft', note: 'The post completes it', status: ['draft'], stage: 'draft' },
  { title: 'Submitted', note: 'Programme staff validate it', status: ['submitted'], stage: 'submitted' },
];
const COLUMNS: readonly Column[] = [...ARRIVING, { title: 'Open', note: 'Agencies are asked', status: ['open'] }, CLOSED];
const STAGES: readonly Column[] = [
  ...ARRIVING,
  { title: 'To ask', note: 'No answer is awaited', status: ['open'], stage: 'to_ask' },
  { title: 'Waiting', note: 'Agencies answer or cost it', status: ['open'], stage: 'waiting' },
  { title: 'To decide', note: 'Offers are there', status: ['open'], stage: 'to_decide' },
  CLOSED,
];

/** How far the search has come, in a line; nothing where nobody has been asked. */
function progress({ asked, awaited, offers, officers_accepted: accepted, headcount, open_questions: questions }: BoardRow): string {
  return [
    asked > 0 ? `${asked} asked` : '',
    awaited > 0 ? `${awaited} awaited` : '',
    offers > 0 ? plural(offers, 'offer') : '',
    accepted > 0 ? `${accepted} of ${headcount} found` : '',
    questions > 0 ? `${plural(questions, 'question')} to the post` : '',
  ]
    .filter(Boolean)
    .join(' · ');
}

function BoardCard({ request, closed }: { request: RequestRow | BoardRow; closed: boolean }) {
  const found = 'asked' in request ? progress(request) : '';
  return (
    <li className={styles.card}>
      <Link to="/requests/$id" params={{ id: request.id }} className={styles.title}>
        {request.title}
      </Link>
      <p>{[request.post.name, elsewhere(request)].filter(Boolean).join(' · ')}</p>
      <p className="num">
        {formatDateRange(request.starts_on, request.ends_on)}, {formatPeople(request.headcount)}
      </p>
      {found ? <p>{found}</p> : null}
      <div className={styles.foot}>
        <span className="num">{request.reference}</span>
        {closed ? <StatusPill kind="request" status={request.status} /> : <UrgencyPill urgency={request.urgency} />}
        {closed ? null : <span className={styles.when}>{formatRelativeDays(request.starts_on)}</span>}
      </div>
    </li>
  );
}

function BoardColumn({ column, query, staged }: { column: Column; query: RequestQuery; staged: boolean }) {
  const rows = useQuery({ ...requestColumn(query, column.status), enabled: !staged });
  const board = useQuery({ ...stageColumn(query, column.stage ?? 'draft'), enabled: staged });
  const { data, error, refetch } = staged ? board : rows;
  const total = data?.total ?? undefined;
  const { sort: _, after: __, ...rest } = query;
  return (
    <section className={styles.column} aria-label={column.title}>
      <header className={styles.head}>
        <h2>{column.title}</h2>
        {total === undefined ? null : <span className={styles.count}>{formatCount(total)}</span>}
        <p>{column.note}</p>
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
        {data?.items.map((request) => <BoardCard key={request.id} request={request} closed={column === CLOSED} />)}
        {data?.items.length === 0 ? <li className={styles.none}>Nothing stands here.</li> : null}
      </ul>
      {total !== undefined && total > CARDS_SHOWN ? (
        <Link to="/requests" search={{ ...rest, status: [...column.status] } as never} className={styles.more}>
          {staged ? 'See them in the list' : `All ${formatCount(total)} as a list`}
        </Link>
      ) : null}
    </section>
  );
}

/** Requests by stage, the soonest window first, of those closed the latest; whoever looks sees where work has piled up. */
export default function RequestBoard({ query }: { query: RequestQuery }) {
  const staged = useCan()('matches:read');
  const columns = staged ? STAGES : COLUMNS;
  return (
    <div className={staged ? `${styles.board} ${styles.stages}` : styles.board}>
      {columns.map((column) => (
        <BoardColumn key={column.title} column={column} query={query} staged={staged} />
      ))}
    </div>
  );
}
