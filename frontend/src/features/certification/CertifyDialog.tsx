import { useQueryClient } from '@tanstack/react-query';
import { api, ifMatch, type Versioned } from '@/shared/api';
import type { components } from '@/shared/api/schema';
import { Checkbox, FormDialog, useActionForm } from '@/shared/forms';
import { formatMoney } from '@/shared/format';
import { Notice, toast } from '@/shared/ui';
import { refreshCertification, type Certification } from './queries';

interface CertifyDialogProps {
  claim: Versioned<components['schemas']['Claim']>;
  certification: Certification;
  onClose: () => void;
}

/** The certifying officer answers for these words with their own money (31 USC 3528): they are read before the press. */
export default function CertifyDialog({ claim, certification, onClose }: CertifyDialogProps) {
  const queryClient = useQueryClient();
  const { form, submit, busy, failure } = useActionForm({
    values: { agreed: false },
    fields: ['agreed'],
    refresh: () => refreshCertification(queryClient),
    send: () => api.POST('/api/v1/claims/{claim_id}/certify', { params: { path: { claim_id: claim.data.id }, header: ifMatch(claim.etag) } }),
    onDone: () => {
      toast.done(`${claim.data.reference} certified for payment`);
      onClose();
    },
  });
  const { errors } = form.formState;
  return (
    <FormDialog
      title={`Certify ${claim.data.reference}`}
      subtitle={`${formatMoney(certification.approved)} from ${certification.obligation.reference}. From then on the claim stays as it is.`}
      submit="Certify for payment"
      busy={busy}
      failure={failure}
      onSubmit={submit}
      onClose={onClose}
    >
      <p>{certification.statement}</p>
      <Checkbox label="I have read this and certify it" hint={certification.source} {...form.register('agreed', { required: 'Read the statement and tick this first.' })} />
      {errors.agreed ? (
        <Notice tone="bad" role="alert">
          {errors.agreed.message}
        </Notice>
      ) : null}
    </FormDialog>
  );
}
