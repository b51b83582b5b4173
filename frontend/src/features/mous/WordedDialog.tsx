import { useQueryClient } from '@tanstack/react-query';
import type { Versioned } from '@/shared/api';
import { FormDialog, Textarea, useActionForm } from '@/shared/forms';
import { toast } from '@/shared/ui';
import { WORDED, type Worded } from './actions';
import { refreshMous, type Mou } from './queries';

/** A step with its reason or comment. */
export default function WordedDialog({ mou, step, onClose }: { mou: Versioned<Mou>; step: Worded; onClose: () => void }) {
  const queryClient = useQueryClient();
  const words = WORDED[step];
  const { form, submit, busy, failure } = useActionForm({
    values: { text: '' },
    fields: ['text'],
    refresh: () => refreshMous(queryClient),
    send: ({ text }) => words.send(mou, text.trim()),
    onDone: () => {
      toast.done(words.done);
      onClose();
    },
  });
  return (
    <FormDialog title={words.title} subtitle={words.note} size="sm" submit={words.submit} busy={busy} failure={failure} onSubmit={submit} onClose={onClose}>
      <Textarea
        label={words.label}
        maxLength={500}
        error={form.formState.errors.text?.message}
        {...form.register('text', { validate: (value) => value.trim() !== '' || 'Write it in a line or two.' })}
      />
    </FormDialog>
  );
}
