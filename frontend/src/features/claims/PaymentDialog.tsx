import { useQueryClient } from '@tanstack/react-query';
import { api, ifMatch, type Versioned } from '@/shared/api';
import { DateField, FormDialog, TextInput, useActionForm } from '@/shared/forms';
import { formatMoney } from '@/shared/format';
import { toast } from '@/shared/ui';
import { refreshClaims, type Claim } from './queries';

/** Records that the Treasury has paid. */
export default function PaymentDialog({ claim, onClose }: { claim: Versioned<Claim>; onClose: () => void }) {
  const queryClient = useQueryClient();
  const { data, etag } = claim;
  const { form, submit, busy, failure } = useActionForm({
    values: { treasury_reference: '', paid_on: '' },
    fields: ['treasury_reference', 'paid_on'],
    refresh: () => refreshClaims(queryClient),
    send: (body) => api.POST('/api/v1/claims/{claim_id}/confirm', { params: { path: { claim_id: data.id }, header: ifMatch(etag) }, body }),
    onDone: () => {
      toast.done(`${data.reference} paid`);
      onClose();
    },
  });
  const { errors } = form.formState;
  return (
    <FormDialog
      title="Confirm payment"
      subtitle={`${formatMoney(data.approved)} for ${data.reference}.`}
      size="sm"
      submit="Confirm payment"
      busy={busy}
      failure={failure}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextInput
        label="Treasury reference"
        maxLength={60}
        error={errors.treasury_reference?.message}
        {...form.register('treasury_reference', { required: 'Enter the reference.' })}
      />
      <DateField label="Paid on" error={errors.paid_on?.message} {...form.register('paid_on', { required: 'Enter the day.' })} />
    </FormDialog>
  );
}
