import { useQueryClient } from '@tanstack/react-query';
import type { Versioned } from '@/shared/api';
import { FormDialog, Textarea, useActionForm } from '@/shared/forms';
import { toast } from '@/shared/ui';
import { REASONED, type Reasoned } from './actions';
import { refreshActivities, type Activity } from './queries';

/** Suspending or cancelling, with the reason everybody can read. */
export default function ReasonDialog({ activity, step, onClose }: { activity: Versioned<Activity>; step: Reasoned; onClose: () => void }) {
  const queryClient = useQueryClient();
  const words = REASONED[step];
  const { form, submit, busy, failure } = useActionForm({
    values: { reason: '' },
    fields: ['reason'],
    refresh: () => refreshActivities(queryClient),
    send: ({ reason }) => words.send(activity, reason.trim()),
    onDone: () => {
      toast.done(words.done);
      onClose();
    },
  });
  return (
    <FormDialog title={words.title} subtitle={words.note} size="sm" submit={words.submit} busy={busy} failure={failure} onSubmit={submit} onClose={onClose}>
      <Textarea
        label="Reason"
        maxLength={500}
        error={form.formState.errors.reason?.message}
        {...form.register('reason', { validate: (value) => value.trim() !== '' || 'Say why in a line or two.' })}
      />
    </FormDialog>
  );
}
