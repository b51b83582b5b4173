import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, read } from '@/shared/api';
import { DateField, FormDialog, Select, TextInput, useActionForm } from '@/shared/forms';
import { formatMoney } from '@/shared/format';
import { ErrorState, Notice, Skeleton, toast } from '@/shared/ui';
import { itemList, refreshRuns, type PaymentRun } from './queries';

const OUTCOMES = [
  { value: 'paid', label: 'Paid' },
  { value: 'returned', label: 'Returned' },
];

interface Values {
  claim: string;
  outcome: 'paid' | 'returned';
  treasury_reference: string;
  on: string;
  reason: string;
}

/** What the Treasury did with one claim of the run. Whole files have a dialog of their own. */
export default function AnswerDialog({ run, onClose }: { run: PaymentRun; onClose: () => void }) {
  const queryClient = useQueryClient();
  const { data, error, refetch } = useQuery(itemList(run.id, { status: ['pending'], sort: 'line', limit: 200 } as never));
  const [refused, setRefused] = useState<string>();
  const { form, submit, busy, failure } = useActionForm<Values>({
    values: { claim: '', outcome: 'paid', treasury_reference: '', on: '', reason: '' },
    fields: ['claim', 'treasury_reference', 'on', 'reason'],
    refresh: () => refreshRuns(queryClient),
    send: async ({ claim, outcome, treasury_reference: reference, on, reason }) => {
      setRefused(undefined);
      const item = data?.items.find((one) => one.claim.reference === claim);
      if (!item) return;
      const row = { claim, outcome, treasury_reference: reference.trim(), on, amount: { amount: item.amount.amount, currency: 'USD' as const }, reason: reason.trim() || null };
      const answer = await read(api.POST('/api/v1/payment-runs/{run_id}/answer', { params: { path: { run_id: run.id } }, body: { rows: [row] } }));
      const [result] = answer.rows;
      if (result?.result === 'refused') {
        setRefused(result.message ?? 'The row was refused.');
        return;
      }
      toast.done(outcome === 'paid' ? `${claim} paid` : `${claim} returned: it can be put into another run`);
      onClose();
    },
    onDone: () => undefined,
  });
  const { errors } = form.formState;
  const returned = form.watch('outcome') === 'returned';
  if (error) return <ErrorState compact error={error} onRetry={() => void refetch()} />;
  return (
    <FormDialog
      title="Record the Treasury's answer"
      subtitle={`For one claim of ${run.reference}`}
      size="sm"
      submit="Record answer"
      busy={busy}
      failure={refused ?? failure}
      onSubmit={submit}
      onClose={onClose}
    >
      {data ? (
        <Select
          label="Claim"
          options={[
            { value: '', label: 'Choose a claim' },
            ...data.items.map(({ claim, amount, payee }) => ({ value: claim.reference, label: `${claim.reference}, ${payee}, ${formatMoney(amount)}` })),
          ]}
          error={errors.claim?.message}
          {...form.register('claim', { required: 'Choose the claim.' })}
        />
      ) : (
        <Skeleton height={60} />
      )}
      <Select label="Outcome" options={OUTCOMES} {...form.register('outcome')} />
      <TextInput
        label="Treasury reference"
        maxLength={60}
        error={errors.treasury_reference?.message}
        {...form.register('treasury_reference', { required: 'Enter the reference.' })}
      />
      <DateField label={returned ? 'Returned on' : 'Paid on'} error={errors.on?.message} {...form.register('on', { required: 'Enter the day.' })} />
      {returned ? (
        <TextInput
          label="Reason"
          maxLength={500}
          error={errors.reason?.message}
          {...form.register('reason', { validate: (value, { outcome }) => outcome !== 'returned' || value.trim() !== '' || 'Say why it was returned.' })}
        />
      ) : (
        <Notice>Interest is worked out from the day of payment and stands apart from the amount.</Notice>
      )}
    </FormDialog>
  );
}
