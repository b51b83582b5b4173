import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import type { ListingQuery } from '@/shared/listing';
import { formatDate, plural } from '@/shared/format';
import { yearOf } from '@/shared/format/fiscalYear';
import { Card, ErrorState, IconButton, Skeleton, StatusPill } from '@/shared/ui';
import styles from './MouCalendar.module.css';
import { endsOf, type mouListing, type MouRow } from './queries';
import { shownStatus } from './term';

const monthName = new Intl.DateTimeFormat('en-US', { month: 'long', timeZone: 'UTC' });
const MONTHS = Array.from({ length: 12 }, (_unused, month) => monthName.format(new Date(Date.UTC(2026, month, 1))));

function Month({ name, year, ends, present }: { name: string; year: number; ends: readonly MouRow[]; present: boolean }) {
  return (
    <section className={styles.month} aria-label={`${name} ${year}`} data-present={present}>
      <header>
        <h3>{name}</h3>
        <span>{ends.length === 0 ? 'none' : plural(ends.length, 'end')}</span>
      </header>
      {ends.length > 0 ? (
        <ul>
          {ends.map((row) => (
            <li key={row.id}>
              <Link to="/mous/$id" params={{ id: row.id }}>
                {row.agency.name}
              </Link>
              <span className="num">{`${formatDate(row.last_on)} · ${row.number}`}</span>
              <StatusPill kind="mou" status={shownStatus(row)} />
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}

/** A year of ends, month by month: those that a notice brings forward stand where the notice ends them. */
export default function MouCalendar({ query }: { query: ListingQuery<typeof mouListing> }) {
  const { year: asked } = useSearch({ strict: false }) as { year?: string };
  const navigate = useNavigate();
  const [now] = useState(() => new Date());
  const present = now.getUTCFullYear();
  const year = yearOf(asked) ?? present;
  const { data, error, refetch } = useQuery({ ...endsOf(query, year), placeholderData: keepPreviousData });
  const goTo = (next: number) =>
    void navigate({ to: '.', search: ((before: object) => ({ ...before, year: next === present ? undefined : next })) as never, resetScroll: false });
  const ends = (data ?? []).filter(({ last_on: last }) => last?.startsWith(String(year)));
  return (
    <Card
      title={`Ends in ${year}`}
      subtitle={data ? `${plural(ends.length, 'agreement')}; those without an end are not shown` : 'Counting the ends'}
      actions={
        <>
          <IconButton icon={ChevronLeft} label={`Show ${year - 1}`} onClick={() => goTo(year - 1)} />
          <IconButton icon={ChevronRight} label={`Show ${year + 1}`} onClick={() => goTo(year + 1)} />
        </>
      }
    >
      {error ? <ErrorState compact error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <Skeleton width="100%" height={360} /> : null}
      {data ? (
        <div className={styles.year}>
          {MONTHS.map((name, month) => (
            <Month
              key={name}
              name={name}
              year={year}
              present={year === present && month === now.getUTCMonth()}
              ends={ends.filter(({ last_on: last }) => Number(last?.slice(5, 7)) === month + 1)}
            />
          ))}
        </div>
      ) : null}
    </Card>
  );
}
