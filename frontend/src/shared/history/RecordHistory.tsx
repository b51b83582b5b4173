import { queryOptions, useQuery } from '@tanstack/react-query';
import { History } from 'lucide-react';
import { roleName } from '@/shared/access';
import { api, read } from '@/shared/api';
import type { components } from '@/shared/api/schema';
import { humanize } from '@/shared/format';
import { Button } from '@/shared/ui/Button';
import { Skeleton } from '@/shared/ui/Skeleton';
import { EmptyState, ErrorState } from '@/shared/ui/States';
import { Timeline, type TimelineEvent } from '@/shared/ui/Timeline';

type AuditEvent = components['schemas']['AuditEvent'];

/** What happened to one record, newest first. Needs `audit:read`. */
export const recordHistory = (subjectId: string) =>
  queryOptions({
    queryKey: ['audit', subjectId],
    queryFn: ({ signal }) =>
      read(api.GET('/api/v1/audit', { params: { query: { subject_id: [subjectId], limit: 50 } }, signal })),
  });

const shownValue = (value: unknown): string => {
  if (value === null || value === undefined || value === '') return 'nothing';
  if (Array.isArray(value)) return value.length === 0 ? 'nothing' : value.map(shownValue).join(', ');
  return typeof value === 'string' ? value : JSON.stringify(value);
};

/** `agencies.expertise_set` → "expertise set". */
const verb = (action: string): string => humanize(action.split('.').at(-1) ?? action).toLowerCase();

function detail({ before, after, reason }: AuditEvent): string | undefined {
  const changed = Object.entries(after ?? {})
    .filter(([name]) => name !== 'version')
    .map(([name, value]) => {
      const was = before?.[name];
      const field = humanize(name);
      return was === undefined || was === null ? `${field}: ${shownValue(value)}` : `${field}: ${shownValue(was)} → ${shownValue(value)}`;
    });
  return [reason, ...changed].filter(Boolean).join(' · ') || undefined;
}

const toTimeline = (event: AuditEvent): TimelineEvent => ({
  id: event.id,
  at: event.recorded_at,
  text: (
    <>
      <strong>{event.actor_name}</strong>
      {event.actor_role ? ` (${roleName(event.actor_role).toLowerCase()})` : ''}: {verb(event.action)}
    </>
  ),
  detail: detail(event),
});

export default function RecordHistory({ subjectId }: { subjectId: string }) {
  const { data, error, isPending, refetch } = useQuery(recordHistory(subjectId));
  if (error) return <ErrorState compact error={error} onRetry={() => void refetch()} />;
  if (isPending) return <Skeleton width="60%" height={80} />;
  if (data.items.length === 0) {
    return (
      <EmptyState compact icon={History} title="Nothing recorded yet" action={<Button onClick={() => void refetch()}>Look again</Button>}>
        Changes appear here as they are made. What came with the reference data has no history.
      </EmptyState>
    );
  }
  return <Timeline events={data.items.map(toTimeline)} />;
}
