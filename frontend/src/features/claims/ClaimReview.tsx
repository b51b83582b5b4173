import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useEffect } from 'react';
import type { Versioned } from '@/shared/api';
import { singleKeysOn } from '@/shared/preferences';
import { EmptyState } from '@/shared/ui';
import { DecisionPane } from './DecisionPane';
import { LinePane } from './LinePane';
import { claimQueue, type Claim } from './queries';
import { isQueue, queueOf } from './queues';
import { QueuePane } from './QueuePane';
import styles from './Review.module.css';

const TYPING = 'input, textarea, select, [contenteditable], dialog, [popover]';

/** J and K go to the next and the previous claim of the queue, unless single keys are switched off (WCAG 2.1.4). */
function useQueueKeys(step: (by: 1 | -1) => void): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      if (event.ctrlKey || event.metaKey || event.altKey || !singleKeysOn() || target.closest?.(TYPING)) return;
      if (event.key === 'j') step(1);
      else if (event.key === 'k') step(-1);
    };
    globalThis.addEventListener('keydown', onKeyDown);
    return () => globalThis.removeEventListener('keydown', onKeyDown);
  }, [step]);
}

/** Queue, computation and decision side by side; on a phone one after the other. */
export default function ClaimReview({ claim }: { claim: Versioned<Claim> }) {
  const { view, line } = useSearch({ strict: false }) as { view?: string; line?: string };
  const navigate = useNavigate();
  const record = claim.data;
  const queue = isQueue(view) ? view : queueOf(record.status);
  const { data: beside } = useQuery(claimQueue(queue));
  const shown = record.lines.find(({ line_number: number }) => String(number) === line) ?? record.lines[0];

  const step = useCallback(
    (by: 1 | -1) => {
      const items = beside?.items ?? [];
      const at = items.findIndex(({ id }) => id === record.id);
      const next = items[at < 0 ? 0 : at + by];
      if (next) void navigate({ to: '/claims/$id', params: { id: next.id }, search: (view ? { view } : {}) as never, resetScroll: false });
    },
    [beside, navigate, record.id, view],
  );
  useQueueKeys(step);

  const openLine = (number: number | undefined) =>
    void navigate({
      to: '.',
      search: { ...(view ? { view } : {}), ...(number === undefined ? {} : { line: String(number) }) } as never,
      replace: true,
      resetScroll: false,
    });

  return (
    <div className={styles.review} data-line={line === undefined ? 'closed' : 'open'}>
      <QueuePane queue={queue} current={record.id} />
      {shown ? (
        <LinePane line={shown} count={record.lines.length} onGo={openLine} onBack={() => openLine(undefined)} />
      ) : (
        <section className={styles.line} aria-label="No line">
          <EmptyState title="No lines">This claim has no lines yet.</EmptyState>
        </section>
      )}
      <DecisionPane key={record.id} claim={claim} current={shown?.line_number ?? 0} onOpen={openLine} />
    </div>
  );
}
