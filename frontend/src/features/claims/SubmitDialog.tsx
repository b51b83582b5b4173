import { useQueryClient } from '@tanstack/react-query';
import { useMe } from '@/shared/access';
import { api, ifMatch, ProblemError, type FieldProblem, type Versioned } from '@/shared/api';
import { Checkbox, FormDialog, TextInput, useActionForm } from '@/shared/forms';
import { formatMoney, plural } from '@/shared/format';
import { toast } from '@/shared/ui';
import { refreshClaims, type Claim } from './queries';

interface SubmitDialogProps {
  claim: Versioned<Claim>;
  again: boolean;
  /** What stands against the claim: it is shown at the lines, so the dialog makes way. */
  onProblems: (problems: FieldProblem[]) => void;
  onClose: () => void;
}

const OWN = /^\/(signatory_name|certifies_truth)$/;

/** Hands the claim in: whoever may bind the agency certifies that it is true (2 CFR 200.415). */
export default function SubmitDialog({ claim, again, onProblems, onClose }: SubmitDialogProps) {
  const me = useMe();
  const queryClient = useQueryClient();
  const { data, etag } = claim;
  const { form, submit, busy, failure } = useActionForm<{ signatory_name: string; certifies_truth: boolean }>({
    values: { signatory_name: me.name, certifies_truth: false },
    fields: ['signatory_name', 'certifies_truth'],
    refresh: () => refreshClaims(queryClient),
    send: async ({ signatory_name: name }) => {
      const options = {
        params: { path: { claim_id: data.id }, header: ifMatch(etag) },
        body: { signatory_name: name.trim(), certifies_truth: true as const },
      };
      try {
        await (again ? api.POST('/api/v1/claims/{claim_id}/resubmit', options) : api.POST('/api/v1/claims/{claim_id}/submit', options));
      } catch (error) {
        if (error instanceof ProblemError && error.errors.some(({ pointer }) => pointer && !OWN.test(pointer))) {
          onProblems(error.errors);
          onClose();
        }
        throw error;
      }
    },
    onDone: () => {
      toast.done(`${data.reference} handed in`);
      onClose();
    },
  });
  const { errors } = form.formState;
  return (
    <FormDialog
      title={`Hand in ${data.reference}`}
      subtitle={`${plural(data.lines.length, 'line')}, ${formatMoney(data.claimed)} claimed.`}
      submit="Certify and hand in"
      busy={busy}
      failure={failure}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextInput
        label="Signatory"
        hint="Who may bind the agency"
        error={errors.signatory_name?.message}
        {...form.register('signatory_name', { validate: (value) => value.trim() !== '' || 'Enter the name of the signatory.' })}
      />
      <Checkbox
        label="I certify that this claim is true, complete and accurate, and that nothing of it was paid before."
        hint="False claims are punishable under 18 USC 287 and 31 USC 3729."
        error={errors.certifies_truth?.message}
        {...form.register('certifies_truth', { required: 'The signatory must certify that the claim is true.' })}
      />
    </FormDialog>
  );
}
