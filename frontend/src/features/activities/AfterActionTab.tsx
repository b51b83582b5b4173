import { useQuery, useQueryClient } from '@tanstack/react-query';
import { CircleCheck, Clock, FileText } from 'lucide-react';
import { useState } from 'react';
import { hasAction } from '@/shared/access';
import { useAction } from '@/shared/actions';
import { api, ifMatch, type Versioned } from '@/shared/api';
import { FormError, Textarea, TextInput, useActionForm } from '@/shared/forms';
import { formatCount, formatDateTime } from '@/shared/format';
import { Button, Card, EmptyState, ErrorState, Pill, Skeleton, toast } from '@/shared/ui';
import styles from './Activity.module.css';
import { afterActionOf, refreshActivities, type Activity, type AfterAction } from './queries';

/** The ETag of a report that is not there yet. */
const NONE = '"0"';

function ReportForm({ activity, report, onClose }: { activity: Activity; report: Versioned<AfterAction> | null; onClose: () => void }) {
  const queryClient = useQueryClient();
  const { form, submit, busy, failure } = useActionForm({
    values: {
      summary: report?.data.summary ?? '',
      lessons: report?.data.lessons ?? '',
      people_trained: String(report?.data.people_trained ?? activity.participants_reported ?? ''),
    },
    fields: ['summary', 'lessons', 'people_trained'],
    refresh: () => refreshActivities(queryClient),
    send: ({ summary, lessons, people_trained: people }) =>
      api.PUT('/api/v1/activities/{activity_id}/after-action', {
        params: { path: { activity_id: activity.id }, header: ifMatch(report?.etag ?? NONE) },
        body: { summary: summary.trim(), lessons: lessons.trim() || null, people_trained: people.trim() ? Number(people) : null },
      }),
    onDone: () => {
      toast.done('Report handed in');
      onClose();
    },
  });
  const { errors } = form.formState;
  return (
    <form
      noValidate
      className={styles.report}
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) submit();
      }}
    >
      <FormError>{failure}</FormError>
      <Textarea
        label="What was done"
        rows={8}
        maxLength={8000}
        error={errors.summary?.message}
        {...form.register('summary', { validate: (value) => value.trim() !== '' || 'Say what was done.' })}
      />
      <Textarea label="Lessons" optional rows={5} maxLength={8000} error={errors.lessons?.message} {...form.register('lessons')} />
      <TextInput
        label="People trained"
        optional
        inputMode="numeric"
        error={errors.people_trained?.message}
        {...form.register('people_trained', { pattern: { value: /^\d{0,6}$/, message: 'Enter a whole number.' } })}
      />
      <div className={styles.officer}>
        <Button type="submit" variant="primary" busy={busy}>
          Hand in report
        </Button>
        {report ? (
          <Button variant="ghost" onClick={onClose}>
            Cancel
          </Button>
        ) : null}
      </div>
    </form>
  );
}

/** What was done and learned: written by the post or the host, accepted by the programme. */
export default function AfterActionTab({ activity }: { activity: Activity }) {
  const queryClient = useQueryClient();
  const { data: report, error, isPending, refetch } = useQuery(afterActionOf(activity.id));
  const action = useAction(() => refreshActivities(queryClient));
  const [writing, setWriting] = useState(false);
  const mayWrite = hasAction(activity, 'write_after_action');
  const record = report?.data;
  const editing = writing || (report === null && mayWrite);
  return (
    <Card
      title="After-action report"
      subtitle={record ? `Handed in ${formatDateTime(record.submitted_at)}` : 'What was done, and what the next one should know'}
      actions={
        <>
          {record && mayWrite && !editing ? <Button onClick={() => setWriting(true)}>Rewrite</Button> : null}
          {record && report && hasAction(record, 'accept') && !editing ? (
            <Button
              variant="primary"
              icon={CircleCheck}
              busy={action.busy === 'accept'}
              onClick={() =>
                void action.run(
                  'accept',
                  () =>
                    api.POST('/api/v1/activities/{activity_id}/after-action/accept', {
                      params: { path: { activity_id: activity.id }, header: ifMatch(report.etag) },
                    }),
                  'Report accepted',
                )
              }
            >
              Accept report
            </Button>
          ) : null}
        </>
      }
    >
      {error ? <ErrorState compact error={error} onRetry={() => void refetch()} /> : null}
      {isPending ? <Skeleton width="60%" height={160} /> : null}
      {editing && report !== undefined ? <ReportForm activity={activity} report={report} onClose={() => setWriting(false)} /> : null}
      {report === null && !editing ? (
        <EmptyState compact icon={FileText} title="No report yet">
          The post, or for a study visit the host agency, writes it when the work is done.
        </EmptyState>
      ) : null}
      {record && !editing ? (
        <>
          <Pill tone={record.accepted_at ? 'good' : 'info'} icon={record.accepted_at ? CircleCheck : Clock}>
            {record.accepted_at ? `Accepted ${formatDateTime(record.accepted_at)}` : 'Waits for acceptance'}
          </Pill>
          <h3 className={styles.heading}>What was done</h3>
          <p className={styles.prose}>{record.summary}</p>
          {record.lessons ? (
            <>
              <h3 className={styles.heading}>Lessons</h3>
              <p className={styles.prose}>{record.lessons}</p>
            </>
          ) : null}
          <h3 className={styles.heading}>People trained</h3>
          <p className={styles.prose}>{formatCount(record.people_trained)}</p>
        </>
      ) : null}
      {action.stale}
    </Card>
  );
}
