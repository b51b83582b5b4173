import { useQueryClient } from '@tanstack/react-query';
import type { Versioned } from '@/shared/api';
import { FormDialog, Textarea, useActionForm } from '@/shared/forms';
import { toast } from '@/shared/ui';
import { suspend } from './actions';
import { refreshActivities, type Activity } from './queries';

/** Suspending, with the reason everybody can read. */
export default function SuspendDialog({ activity, onClose }: { activity: Versioned<Activity>; onClose: () => void }) {
  const queryClient = useQueryClient();
  const { form, submit, busy, failure } = useActionForm({
    values: { reason: '' },
    fields: ['reason'],
    refresh: () => refreshActivities(queryClient),
    send: ({ reason }) => suspend(activity, reason.trim()),
    onDone: () => {
      toast.done('Activity suspended');
      onClose();
    },
  });
  return (
    <FormDialog
      title="Suspend this activity"
      subtitle="It waits until the programme resumes it, when every gate is asked again. Assignments and money stay in place."
      size="sm"
      submit="Suspend activity"
      busy={busy}
      failure={failure}
      onSubmit={submit}
      onClose={onClose}
    >
      <Textarea
        label="Reason"
        maxLength={500}
        error={form.formState.errors.reason?.message}
        {...form.register('reason', { validate: (value) => value.trim() !== '' || 'Say why in a line or two.' })}
      />
    </FormDialog>
  );
}
