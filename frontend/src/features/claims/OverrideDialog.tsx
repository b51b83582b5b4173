import { useQueryClient } from '@tanstack/react-query';
import { api, ifMatch, type Versioned } from '@/shared/api';
import { FormDialog, Textarea, useActionForm } from '@/shared/forms';
import { toast } from '@/shared/ui';
import { refreshClaims, type Expense } from './queries';

/** Finance lets a line stand that repeats another one. */
export default function OverrideDialog({ expense, onClose }: { expense: Versioned<Expense>; onClose: () => void }) {
  const queryClient = useQueryClient();
  const { data, etag } = expense;
  const { form, submit, busy, failure } = useActionForm({
    values: { reason: '' },
    fields: ['reason'],
    refresh: () => refreshClaims(queryClient),
    send: (body) =>
      api.POST('/api/v1/expenses/{expense_id}/override-duplicate', { params: { path: { expense_id: data.id }, header: ifMatch(etag) }, body }),
    onDone: () => {
      toast.done(`Line ${data.line_number} may stand`);
      onClose();
    },
  });
  return (
    <FormDialog
      title="Let this line stand"
      subtitle="It repeats another line, or may. A second allowance for meals on the same day is refused all the same."
      size="sm"
      submit="Let it stand"
      busy={busy}
      failure={failure}
      onSubmit={submit}
      onClose={onClose}
    >
      <Textarea
        label="Reason"
        hint="Kept with the line."
        maxLength={500}
        error={form.formState.errors.reason?.message}
        {...form.register('reason', { required: 'Say why both are due.' })}
      />
    </FormDialog>
  );
}
