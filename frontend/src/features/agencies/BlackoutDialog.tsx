import { useQueryClient } from '@tanstack/react-query';
import { api } from '@/shared/api';
import { DateField, FormDialog, Pair, TextInput, useActionForm, useIdempotencyKey } from '@/shared/forms';
import { toast } from '@/shared/ui';
import { refreshAgencies } from './queries';

/** Blocks days, both ends included. Why is nobody's business, and may be left out. */
export default function BlackoutDialog({ agencyId, onClose }: { agencyId: string; onClose: () => void }) {
  const queryClient = useQueryClient();
  const key = useIdempotencyKey();
  const { form, submit, busy, failure } = useActionForm({
    values: { starts_on: '', ends_on: '', reason: '' },
    fields: ['starts_on', 'ends_on', 'reason'],
    refresh: () => refreshAgencies(queryClient),
    send: async ({ starts_on, ends_on, reason }) => {
      try {
        await api.POST('/api/v1/agencies/{agency_id}/blackouts', {
          params: { path: { agency_id: agencyId }, header: key.header() },
          body: { starts_on, ends_on, reason: reason.trim() || null },
        });
      } catch (error) {
        key.answered(error);
        throw error;
      }
    },
    onDone: () => {
      toast.done('Days blocked');
      onClose();
    },
  });
  const { errors } = form.formState;
  return (
    <FormDialog
      title="Block days"
      subtitle="What the agency has agreed to already stays as agreed."
      size="sm"
      submit="Block days"
      busy={busy}
      failure={failure}
      onSubmit={submit}
      onClose={onClose}
    >
      <Pair>
        <DateField label="First day" error={errors.starts_on?.message} {...form.register('starts_on', { required: 'Enter the first day.' })} />
        <DateField label="Last day" error={errors.ends_on?.message} {...form.register('ends_on', { required: 'Enter the last day.' })} />
      </Pair>
      <TextInput label="Reason" optional maxLength={200} error={errors.reason?.message} {...form.register('reason')} />
    </FormDialog>
  );
}
