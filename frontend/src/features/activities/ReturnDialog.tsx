import { useQueryClient } from '@tanstack/react-query';
import { api, ifMatch } from '@/shared/api';
import { DateField, FormDialog, useActionForm } from '@/shared/forms';
import { toast } from '@/shared/ui';
import { refreshActivities, type Activity, type ListedPerson } from './queries';

/** The day on which somebody came home. */
export default function ReturnDialog({ activity, entry, onClose }: { activity: Activity; entry: ListedPerson; onClose: () => void }) {
  const queryClient = useQueryClient();
  const { name } = entry.participant;
  const { form, submit, busy, failure } = useActionForm({
    values: { return_confirmed_on: activity.ends_on ?? '' },
    fields: ['return_confirmed_on'],
    refresh: () => refreshActivities(queryClient),
    send: (body) =>
      api.PATCH('/api/v1/activities/{activity_id}/participants/{entry_id}', {
        params: { path: { activity_id: activity.id, entry_id: entry.id }, header: ifMatch(`"${entry.version}"`) },
        body,
      }),
    onDone: () => {
      toast.done(`Return of ${name} confirmed`);
      onClose();
    },
  });
  return (
    <FormDialog title={`Confirm the return of ${name}`} size="sm" submit="Confirm return" busy={busy} failure={failure} onSubmit={submit} onClose={onClose}>
      <DateField
        label="Home again on"
        error={form.formState.errors.return_confirmed_on?.message}
        {...form.register('return_confirmed_on', { required: 'Enter the day.' })}
      />
    </FormDialog>
  );
}
