import { useQueryClient } from '@tanstack/react-query';
import { api, ifMatch, type Versioned } from '@/shared/api';
import { FormDialog, MoneyField, Textarea, useActionForm } from '@/shared/forms';
import { formatMoney } from '@/shared/format';
import { toast } from '@/shared/ui';
import { plainAmount } from './amount';
import { refreshObligations, type Obligation } from './queries';

const WORDS = {
  adjust: {
    title: 'Adjust this obligation',
    label: 'Change',
    hint: 'More, or less with a minus: -500.00 takes away.',
    submit: 'Adjust obligation',
    done: 'Obligation adjusted',
    pattern: /^\s*-?\d[\d,]*(\.\d{1,2})?\s*$/,
  },
  deobligate: {
    title: 'De-obligate',
    label: 'Amount to release',
    hint: 'It goes back to the fund and pays no claim of this instrument any more.',
    submit: 'De-obligate',
    done: 'Money released',
    pattern: /^\s*\d[\d,]*(\.\d{1,2})?\s*$/,
  },
} as const;

export type Move = keyof typeof WORDS;

/** A movement of the ledger with its reason. It is added, never taken back: a wrong one is corrected by another. */
export default function MoveDialog({ obligation, move, onClose }: { obligation: Versioned<Obligation>; move: Move; onClose: () => void }) {
  const queryClient = useQueryClient();
  const words = WORDS[move];
  const { data, etag } = obligation;
  const { form, submit, busy, failure } = useActionForm({
    values: { amount: move === 'deobligate' ? data.unliquidated.amount : '', reason: '' },
    fields: ['amount', 'reason'],
    refresh: () => refreshObligations(queryClient),
    send: ({ amount, reason }) => {
      const options = {
        params: { path: { obligation_id: data.id }, header: ifMatch(etag) },
        body: { amount: { amount: plainAmount(amount), currency: 'USD' as const }, reason: reason.trim() },
      };
      return move === 'adjust'
        ? api.POST('/api/v1/obligations/{obligation_id}/adjust', options)
        : api.POST('/api/v1/obligations/{obligation_id}/deobligate', options);
    },
    onDone: () => {
      toast.done(words.done);
      onClose();
    },
  });
  const { errors } = form.formState;
  const amountError = (errors.amount as { message?: string; amount?: { message?: string } } | undefined) ?? {};
  return (
    <FormDialog
      title={words.title}
      subtitle={`${formatMoney(data.unliquidated)} is left of ${data.document_number}.`}
      size="sm"
      submit={words.submit}
      busy={busy}
      failure={failure}
      onSubmit={submit}
      onClose={onClose}
    >
      <MoneyField
        label={words.label}
        hint={words.hint}
        error={amountError.message ?? amountError.amount?.message}
        {...form.register('amount', { required: 'Enter the amount.', pattern: { value: words.pattern, message: 'An amount such as 1345.65.' } })}
      />
      <Textarea
        label="Reason"
        rows={3}
        maxLength={500}
        error={errors.reason?.message}
        {...form.register('reason', { validate: (value) => value.trim() !== '' || 'Say why in a line.' })}
      />
    </FormDialog>
  );
}
