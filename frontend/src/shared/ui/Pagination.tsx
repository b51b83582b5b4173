import { ChevronLeft, ChevronRight } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { formatCount, plural } from '@/shared/format';
import type { Page } from '@/shared/listing';
import { Button } from './Button';
import styles from './FilterBar.module.css';

const DownloadMenu = lazy(() => import('./DownloadMenu'));

interface PaginationProps {
  page: Page<unknown> | undefined;
  /** "agency", "agencies". */
  one: string;
  many: string;
  onGo: (cursor: string) => void;
}

/** Next and previous by cursor. A list has no page numbers: rows come and go meanwhile. */
export function Pagination({ page, one, many, onGo }: PaginationProps) {
  const { next, previous, total, items } = page ?? { items: [] };
  const count = items.length;
  const whole = !next && !previous;
  const words =
    total === null || total === undefined
      ? whole
        ? plural(count, one, many)
        : `${formatCount(count)} ${many} on this page`
      : `${formatCount(count)} of ${plural(total, one, many)}`;
  return (
    <nav className={styles.pages} aria-label={`Pages of ${many}`}>
      <p role="status">{page ? words : ' '}</p>
      <div className={styles.pageButtons}>
        {page?.address && count > 0 ? (
          <Suspense>
            <DownloadMenu address={page.address} many={many} />
          </Suspense>
        ) : null}
        {whole ? null : (
          <>
            <Button size="sm" icon={ChevronLeft} disabled={!previous} onClick={() => previous && onGo(previous)}>
              Previous
            </Button>
            <Button size="sm" iconAfter={ChevronRight} disabled={!next} onClick={() => next && onGo(next)}>
              Next
            </Button>
          </>
        )}
      </div>
    </nav>
  );
}
