import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { CircleAlert, Info } from 'lucide-react';
import type { Versioned } from '@/shared/api';
import type { components } from '@/shared/api/schema';
import { FormDialog, Textarea, useActionForm } from '@/shared/forms';
import { formatMoney, plural } from '@/shared/format';
import { ErrorState, Skeleton, toast } from '@/shared/ui';
import { cancel } from './actions';
import styles from './Activity.module.css';
import { cancellationOf, refreshActivities, type Activity } from './queries';

type Consequence = components['schemas']['Consequence'];

const PAGES = {
  officer: '/officers/$id',
  training_session: '/training/$id',
  request: '/requests/$id',
  outreach: '/outreach/$id',
  claim: '/claims/$id',
  obligation: '/obligations/$id',
} as const;

function Records({ records, count }: Pick<Consequence, 'records' | 'count'>) {
  if (records.length === 0) return null;
  return (
    <span className={styles.under}>
      {records.map(({ kind, id, label }, index) => (
        <span key={`${id}${label}`}>
          {index > 0 ? ' · ' : null}
          {kind in PAGES ? (
            <Link to={PAGES[kind as keyof typeof PAGES]} params={{ id }} target="_blank">
              {label}
            </Link>
          ) : (
            label
          )}
        </span>
      ))}
      {count > records.length ? ` and ${count - records.length} more` : null}
    </span>
  );
}

/** Whatever follows, each in a sentence; what somebody still has to do is marked. */
function Consequences({ items }: { items: readonly Consequence[] }) {
  if (items.length === 0) return <p className="muted">Nothing depends on it: no officers, money, claims or participants.</p>;
  return (
    <ul className={styles.consequences} aria-label="What follows">
      {items.map(({ code, message, task, amount, records, count }) => (
        <li key={code}>
          {task ? (
            <CircleAlert size={17} role="img" aria-label="Something is left to do" className={styles.mark} data-tone="warn" />
          ) : (
            <Info size={17} aria-hidden className={styles.mark} />
          )}
          <div className={styles.words}>
            {message}
            {amount ? <strong className="num"> {formatMoney(amount)}</strong> : null}
            {task ? <span className={styles.under}>{task}</span> : null}
            <Records records={records} count={count} />
          </div>
        </li>
      ))}
    </ul>
  );
}

/** Giving an activity up: what follows from it is shown before it can be confirmed. */
export default function CancelDialog({ activity, onClose }: { activity: Versioned<Activity>; onClose: () => void }) {
  const queryClient = useQueryClient();
  const { data, error, refetch } = useQuery(cancellationOf(activity.data.id));
  const { form, submit, busy, failure } = useActionForm({
    values: { reason: '' },
    fields: ['reason'],
    refresh: () => refreshActivities(queryClient),
    send: ({ reason }) =>
      cancel(activity, reason.trim()).catch((refusal: unknown) => {
        // What follows may have changed with whatever stood in the way.
        void refetch();
        throw refusal;
      }),
    onDone: () => {
      toast.done('Activity cancelled');
      onClose();
    },
  });
  const tasks = data?.consequences.filter(({ task }) => task).length ?? 0;
  return (
    <FormDialog
      title="Cancel this activity"
      subtitle={`It is given up for good.${tasks > 0 ? ` Afterwards, ${plural(tasks, 'thing')} will be left to do.` : ''}`}
      submit="Cancel activity"
      danger
      dismiss="Keep the activity"
      busy={busy}
      failure={failure}
      onSubmit={() => {
        if (data) submit();
      }}
      onClose={onClose}
    >
      {error ? <ErrorState compact error={error} onRetry={() => void refetch()} /> : null}
      {!error && !data ? <Skeleton width="100%" height={160} /> : null}
      {data ? <Consequences items={data.consequences} /> : null}
      <Textarea
        label="Reason"
        hint="The agency, the post and the officers can read it."
        maxLength={500}
        error={form.formState.errors.reason?.message}
        {...form.register('reason', { validate: (value) => value.trim() !== '' || 'Say why in a line or two.' })}
      />
    </FormDialog>
  );
}
