import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useCallback, useEffect, useMemo, useState } from 'react';
import type { Versioned } from '@/shared/api';
import { EmptyState } from '@/shared/ui';
import { DecisionPane } from './DecisionPane';
import { LinePane } from './LinePane';
import { claimDetail, claimQueue, type Claim } from './queries';
import { isQueue, queueOf } from './queues';
import { QueuePane } from './QueuePane';
import styles from './Review.module.css';
import { useKeys } from './useKeys';

const KeysDialog = lazy(() => import('./KeysDialog'));

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

  const openLine = (number: number | undefined) =>
    void navigate({
      to: '.',
      search: { ...(view ? { view } : {}), ...(number === undefined ? {} : { line: String(number) }) } as never,
      replace: true,
      resetScroll: false,
    });

  const [help, setHelp] = useState(false);
  useKeys((key) => {
    if (key === 'j' || key === 'k') step(key === 'j' ? 1 : -1);
    else if (key === 'n' || key === 'p') {
      const at = (shown?.line_number ?? 0) + (key === 'n' ? 1 : -1);
      if (record.lines.some(({ line_number: number }) => number === at)) openLine(at);
    } else if (key === '?') setHelp(true);
    else return false;
    return true;
  });

  return (
    <div className={styles.review} data-line={line === undefined ? 'closed' : 'open'}>
      <QueuePane queue={queue} current={record.id} />
      {shown ? (
        <LinePane claimId={record.id} line={shown} count={record.lines.length} onGo={openLine} onBack={() => openLine(undefined)} />
      ) : (
        <section className={styles.line} aria-label="No line">
          <EmptyState title="No lines">This claim has no lines yet.</EmptyState>
        </section>
      )}
      <DecisionPane key={record.id} claim={claim} current={shown?.line_number ?? 0} onOpen={openLine} />
      {help ? (
        <Suspense>
          <KeysDialog onClose={() => setHelp(false)} />
        </Suspense>
      ) : null}
    </div>
  );
}
