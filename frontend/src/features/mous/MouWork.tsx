import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { CalendarRange, FileSignature } from 'lucide-react';
import { useCan } from '@/shared/access';
import { formatCount, formatDateRange, formatMoney } from '@/shared/format';
import { Card, EmptyState, ErrorState, layout, Pill, Skeleton, StatusPill } from '@/shared/ui';
import styles from './Mou.module.css';
import { instrumentsUnder, workUnder, type Mou } from './queries';

const waiting = (
  <div className={styles.pad}>
    <Skeleton width="60%" height={48} />
  </div>
);

function Activities({ mou }: { mou: Mou }) {
  const { data, error, refetch } = useQuery(workUnder(mou.id));
  const outlasting = new Set(mou.outlived_by.map(({ id }) => id));
  return (
    <Card title="Activities" subtitle="Of the agency, in the places that the agreement covers" body="flush">
      {error ? <ErrorState compact error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? waiting : null}
      {data?.items.length === 0 ? (
        <EmptyState compact icon={CalendarRange} title="Nothing runs under it">
          An activity opens when an offer of the agency is accepted.
        </EmptyState>
      ) : null}
      {data && data.items.length > 0 ? (
        <ul className={styles.work}>
          {data.items.map(({ id, reference, title, status, starts_on: from, ends_on: to }) => (
            <li key={id}>
              <div>
                <Link to="/activities/$id" params={{ id }}>
                  {title}
                </Link>
                <span className="num">{` ${reference}`}</span>
                <div>
                  <span>{formatDateRange(from, to)}</span>
                </div>
              </div>
              <div className={styles.tags}>
                {outlasting.has(id) ? <Pill tone="warn">Lasts longer</Pill> : null}
                <StatusPill kind="activity" status={status} />
              </div>
            </li>
          ))}
        </ul>
      ) : null}
      {data?.total && data.total > data.items.length ? (
        <p className={styles.pad}>
          <Link to="/activities" search={{ agency_id: [mou.agency.id] } as never}>
            All {formatCount(data.total)} as a list
          </Link>
        </p>
      ) : null}
    </Card>
  );
}

function Instruments({ mou }: { mou: Mou }) {
  const { data, error, refetch } = useQuery(instrumentsUnder(mou.id));
  return (
    <Card title="Instruments" subtitle="What binds money under it" body="flush">
      {error ? <ErrorState compact error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? waiting : null}
      {data?.items.length === 0 ? (
        <EmptyState compact icon={FileSignature} title="No instrument">
          The agreement obligates no money; a contract or grant under it does.
        </EmptyState>
      ) : null}
      {data && data.items.length > 0 ? (
        <ul className={styles.work}>
          {data.items.map(({ id, number, ceiling, performance_starts_on: from, performance_ends_on: to }) => (
            <li key={id}>
              <div>
                <Link to="/instruments/$id" params={{ id }}>
                  {number}
                </Link>
                <div>
                  <span>{formatDateRange(from, to)}</span>
                </div>
              </div>
              <span className="num">{formatMoney(ceiling)}</span>
            </li>
          ))}
        </ul>
      ) : null}
    </Card>
  );
}

/** What runs under an agreement. */
export default function MouWork({ mou }: { mou: Mou }) {
  const seesInstruments = useCan()('instruments:read');
  return (
    <div className={layout.grid}>
      <div className={seesInstruments ? layout.span8 : layout.span12}>
        <Activities mou={mou} />
      </div>
      {seesInstruments ? (
        <div className={layout.span4}>
          <Instruments mou={mou} />
        </div>
      ) : null}
    </div>
  );
}
