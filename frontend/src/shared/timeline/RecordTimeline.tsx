import { queryOptions, useQuery } from '@tanstack/react-query';
import { History } from 'lucide-react';
import { useState } from 'react';
import { roleName } from '@/shared/access';
import { api, read } from '@/shared/api';
import type { components } from '@/shared/api/schema';
import { humanize } from '@/shared/format';
import { Button } from '@/shared/ui/Button';
import { Skeleton } from '@/shared/ui/Skeleton';
import { EmptyState, ErrorState } from '@/shared/ui/States';
import { STATUSES, type StatusLook } from '@/shared/ui/status';
import { Timeline, type TimelineEvent } from '@/shared/ui/Timeline';

type Event = components['schemas']['TimelineEvent'];
export type TimelineKind = 'activity' | 'agency' | 'claim' | 'mou' | 'request';

const PAGE = 30;

const PLACES = {
  activity: { key: 'activities', path: '/api/v1/activities/{record_id}/timeline' },
  agency: { key: 'agencies', path: '/api/v1/agencies/{record_id}/timeline' },
  claim: { key: 'claims', path: '/api/v1/claims/{record_id}/timeline' },
  mou: { key: 'mous', path: '/api/v1/mous/{record_id}/timeline' },
  request: { key: 'requests', path: '/api/v1/requests/{record_id}/timeline' },
} as const;

const timelinePage = (kind: TimelineKind, id: string, after: string | undefined) =>
  queryOptions({
    queryKey: [PLACES[kind].key, 'detail', id, 'timeline', after],
    queryFn: ({ signal }) => read(api.GET(PLACES[kind].path, { params: { path: { record_id: id }, query: { limit: PAGE, after } }, signal })),
  });

/** `activities.after_action_written` → "after action written". */
const verb = (action: string): string => humanize(action.split('.').at(-1) ?? action).toLowerCase();

const word = (kind: TimelineKind, status: string): string => (STATUSES[kind] as Record<string, StatusLook>)[status]?.word ?? humanize(status);

function toTimeline(kind: TimelineKind, { id, recorded_at: at, action, subject, actor, reason, state_before: from, state_after: to }: Event): TimelineEvent {
  const moved = to && to !== from ? `${from ? `${word(kind, from)} → ` : ''}${word(kind, to)}` : null;
  const role = actor.role ? roleName(actor.role) : null;
  const other = subject.type === kind ? null : `${humanize(subject.type)}${subject.label ? ` ${subject.label}` : ''}`;
  return {
    id,
    at,
    text: (
      <>
        <strong>{actor.name}</strong>
        {role && role.toLowerCase() !== actor.name.toLowerCase() ? ` (${role.toLowerCase()})` : ''}: {other ? `${other}, ` : ''}
        {verb(action)}
      </>
    ),
    detail: [moved, reason].filter(Boolean).join(' · ') || undefined,
  };
}

interface PageProps {
  kind: TimelineKind;
  id: string;
  after?: string | undefined;
}

/** One page, and below it the one before when it is wanted. */
function TimelinePage({ kind, id, after }: PageProps) {
  const { data, error, isPending, refetch } = useQuery(timelinePage(kind, id, after));
  const [more, setMore] = useState(false);
  if (error) return <ErrorState compact error={error} onRetry={() => void refetch()} />;
  if (isPending) return <Skeleton width="60%" height={120} />;
  if (data.items.length === 0) {
    return (
      <EmptyState compact icon={History} title="Nothing recorded yet">
        Every step appears here as it is taken. What came with the reference data has no history.
      </EmptyState>
    );
  }
  return (
    <>
      <Timeline events={data.items.map((event) => toTimeline(kind, event))} />
      {data.next && !more ? (
        <Button size="sm" onClick={() => setMore(true)}>
          Show earlier
        </Button>
      ) : null}
      {data.next && more ? <TimelinePage kind={kind} id={id} after={data.next} /> : null}
    </>
  );
}

/** What happened to a record and to what belongs to it, newest first. The server leaves out what the reader may not see. */
export default function RecordTimeline({ kind, id }: Omit<PageProps, 'after'>) {
  return <TimelinePage kind={kind} id={id} />;
}
