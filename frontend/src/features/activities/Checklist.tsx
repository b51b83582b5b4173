import { useQuery, useQueryClient } from '@tanstack/react-query';
import { CircleAlert, CircleCheck, CircleDashed, ClipboardList } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { hasAction, roleName } from '@/shared/access';
import { useAction } from '@/shared/actions';
import { api, ifMatch, type Versioned } from '@/shared/api';
import { formatDate, formatRelativeDays } from '@/shared/format';
import { Button, Card, EmptyState, ErrorState, Skeleton } from '@/shared/ui';
import styles from './Activity.module.css';
import { checklistOf, refreshActivities, type ChecklistItem } from './queries';

const DoneDialog = lazy(() => import('./DoneDialog'));
const WaiveDialog = lazy(() => import('./WaiveDialog'));

const today = () => new Date().toISOString().slice(0, 10);

const path = (item: ChecklistItem) => ({ activity_id: item.activity.id, item_id: item.id });

type Task = 'done' | 'waive';

function Item({ item, onTask }: { item: Versioned<ChecklistItem>; onTask: (task: Task) => void }) {
  const queryClient = useQueryClient();
  const action = useAction(() => refreshActivities(queryClient));
  const record = item.data;
  const done = record.done_at !== null;
  const late = !record.settled && record.due_on < today();
  const waived = record.settled && !done;
  const Icon = done ? CircleCheck : waived ? CircleAlert : CircleDashed;
  return (
    <li>
      <Icon size={17} role="img" aria-label={done ? 'Done' : waived ? 'Waived' : 'To do'} className={styles.mark} data-tone={done ? 'good' : waived ? 'warn' : undefined} />
      <div className={styles.words}>
        <strong>{record.title}</strong>
        <span className={styles.under}>
          {roleName(record.owner_role)} · {record.gate ? 'gate · ' : null}
          {done ? (
            `done ${formatDate(record.done_at)}${record.evidence ? ` · ${record.evidence}` : ''}`
          ) : (
            <span className={late ? styles.late : undefined}>
              due {formatDate(record.due_on)}, {formatRelativeDays(record.due_on)}
            </span>
          )}
        </span>
        {record.waiver ? (
          <span className={styles.under}>
            Waived until {formatDate(record.waiver.expires_on)} by {record.waiver.approved_by.name}: {record.waiver.reason}
            {record.settled ? null : '. It does not last through the last day.'}
          </span>
        ) : null}
      </div>
      {hasAction(record, 'done') ? (
        <Button size="sm" aria-label={`Mark done: ${record.title}`} onClick={() => onTask('done')}>
          Mark done
        </Button>
      ) : null}
      {hasAction(record, 'waive') ? (
        <Button size="sm" variant="ghost" aria-label={`Waive: ${record.title}`} onClick={() => onTask('waive')}>
          Waive
        </Button>
      ) : null}
      {hasAction(record, 'reopen') ? (
        <Button
          size="sm"
          variant="ghost"
          aria-label={`Reopen: ${record.title}`}
          busy={action.busy === 'reopen'}
          onClick={() =>
            void action.run('reopen', () =>
              api.POST('/api/v1/activities/{activity_id}/checklist/{item_id}/reopen', {
                params: { path: path(record), header: ifMatch(item.etag) },
              }),
            )
          }
        >
          Reopen
        </Button>
      ) : null}
      {action.stale}
    </li>
  );
}

/** The paperwork with whose it is and when it is due. Late papers warn; the gates alone stop the activity. */
export function ChecklistCard({ id }: { id: string }) {
  const { data, error, refetch } = useQuery(checklistOf(id));
  const [open, setOpen] = useState<{ id: string; task: Task }>();
  const item = data?.find((one) => one.data.id === open?.id);
  const close = () => setOpen(undefined);
  const done = data?.filter((one) => one.data.done_at).length ?? 0;
  return (
    <Card title="Paperwork" subtitle={data ? `${done} of ${data.length} done` : 'What is to be prepared, by whom and when'} body="flush">
      {error ? <ErrorState compact error={error} onRetry={() => void refetch()} /> : null}
      {!error && !data ? (
        <div className={styles.pad}>
          <Skeleton width="70%" height={200} />
        </div>
      ) : null}
      {data?.length === 0 ? (
        <EmptyState compact icon={ClipboardList} title="No paperwork">
          It is laid out by the dates when an activity is planned.
        </EmptyState>
      ) : null}
      {data && data.length > 0 ? (
        <ul className={styles.list}>
          {data.map((one) => (
            <Item key={one.data.id} item={one} onTask={(task) => setOpen({ id: one.data.id, task })} />
          ))}
        </ul>
      ) : null}
      <Suspense>
        {item && open?.task === 'done' ? <DoneDialog item={item} onClose={close} /> : null}
        {item && open?.task === 'waive' ? <WaiveDialog item={item} onClose={close} /> : null}
      </Suspense>
    </Card>
  );
}
