import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useEffect, useMemo } from 'react';
import type { Versioned } from '@/shared/api';
import { singleKeysOn } from '@/shared/preferences';
import { EmptyState } from '@/shared/ui';
import { DecisionPane } from './DecisionPane';
import { LinePane } from './LinePane';
import { claimDetail, claimQueue, type Claim } from './queries';
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

  const neighbour = useMemo(() => {
    const ids = beside?.items.map(({ id }) => id) ?? [];
    const at = ids.indexOf(record.id);
    return (by: 1 | -1) => ids[at < 0 ? 0 : at + by];
  }, [beside, record.id]);
  const client = useQueryClient();
  // So that going on shows the next claim at once, and a key pressed quickly after is not lost.
  useEffect(() => {
    for (const id of [neighbour(1), neighbour(-1)]) if (id) void client.prefetchQuery(claimDetail(id));
  }, [client, neighbour]);

  const step = useCallback(
    (by: 1 | -1) => {
      const id = neighbour(by);
      if (id) void navigate({ to: '/claims/$id', params: { id }, search: (view ? { view } : {}) as never, resetScroll: false });
    },
    [neighbour, navigate, view],
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
