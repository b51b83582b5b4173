import { useQuery, useQueryClient } from '@tanstack/react-query';
import { api, ifMatch, type Versioned } from '@/shared/api';
import { FormDialog, Group, TextInput, useActionForm } from '@/shared/forms';
import { toast } from '@/shared/ui';
import styles from './Activity.module.css';
import { participantsOf, refreshActivities, type Activity } from './queries';

interface Values {
  people: string;
  days: Record<string, string>;
}

const WHOLE = /^\d{0,6}$/;

function AttendanceForm({ activity, listed, onClose }: { activity: Versioned<Activity>; listed: readonly { id: string; name: string; days: number | null }[]; onClose: () => void }) {
  const queryClient = useQueryClient();
  const { data, etag } = activity;
  const { form, submit, busy, failure } = useActionForm<Values>({
    values: {
      people: data.participants_reported === null ? '' : String(data.participants_reported),
      days: Object.fromEntries(listed.map(({ id, days }) => [id, days === null ? '' : String(days)])),
    },
    fields: ['people'],
    refresh: () => refreshActivities(queryClient),
    send: ({ people, days }) =>
      api.POST('/api/v1/activities/{activity_id}/attendance', {
        params: { path: { activity_id: data.id }, header: ifMatch(etag) },
        body: {
          people: people.trim() ? Number(people) : null,
          participants: Object.entries(days).flatMap(([participant, count]) =>
            count.trim() ? [{ participant_id: participant, days: Number(count) }] : [],
          ),
        },
      }),
    onDone: () => {
      toast.done('Attendance recorded');
      onClose();
    },
  });
  const { errors } = form.formState;
  return (
    <FormDialog
      title="Record attendance"
      subtitle="How many came. The work can be finished once this is recorded."
      submit="Record attendance"
      busy={busy}
      failure={failure}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextInput
        label="People who took part"
        inputMode="numeric"
        optional={listed.length > 0}
        hint={listed.length > 0 ? 'Left out: those of the list who attended at least a day.' : undefined}
        error={errors.people?.message}
        {...form.register('people', {
          pattern: { value: WHOLE, message: 'Enter a whole number.' },
          validate: (value) => listed.length > 0 || value.trim() !== '' || 'Enter how many came.',
        })}
      />
      {listed.length > 0 ? (
        <Group legend="Days attended" hint="Of those on the participant list.">
          <ul className={styles.days}>
            {listed.map(({ id, name }) => (
              <li key={id}>
                <TextInput
                  label={name}
                  inputMode="numeric"
                  error={errors.days?.[id]?.message}
                  {...form.register(`days.${id}`, { pattern: { value: WHOLE, message: 'A whole number of days.' } })}
                />
              </li>
            ))}
          </ul>
        </Group>
      ) : null}
    </FormDialog>
  );
}

/** How many came; with the list of participants, where the reader sees one. */
export default function AttendanceDialog({ activity, onClose }: { activity: Versioned<Activity>; onClose: () => void }) {
  const { data, isPending } = useQuery(participantsOf(activity.data.id));
  if (isPending) return null;
  const listed = (data ?? []).map(({ participant, days_attended: days }) => ({ id: participant.id, name: participant.name, days }));
  return <AttendanceForm activity={activity} listed={listed} onClose={onClose} />;
}
