import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { api, read } from '@/shared/api';
import { applyProblem, DateField, FormDialog, MoneyField, Pair, TextInput, useIdempotencyKey, type ComboboxOption } from '@/shared/forms';
import { InstrumentPicker } from '@/shared/pickers';
import { toast } from '@/shared/ui';
import { plainAmount } from './amount';
import { refreshObligations } from './queries';

const EMPTY = { document_number: '', fund: '', available_from: '', available_to: '', amount: '' };

/** Money set aside under a signed instrument. Whoever records it approves it and never certifies against it. */
export default function ObligationCreateDialog({ onClose }: { onClose: () => void }) {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const key = useIdempotencyKey();
  const [instrument, setInstrument] = useState<ComboboxOption | null>(null);
  const [instrumentError, setInstrumentError] = useState<string>();
  const [failure, setFailure] = useState<string>();
  const { register, handleSubmit, setError, formState } = useForm({ defaultValues: EMPTY });
  const { errors } = formState;
  const submit = handleSubmit(async (values) => {
    setFailure(undefined);
    if (!instrument) return;
    try {
      const body = { ...values, instrument_id: instrument.value, amount: { amount: plainAmount(values.amount), currency: 'USD' as const } };
      const made = await read(api.POST('/api/v1/obligations', { body, params: { header: key.header() } }));
      void refreshObligations(queryClient);
      toast.done(`Obligation ${made.document_number} recorded`);
      await navigate({ to: '/obligations/$id', params: { id: made.id } });
    } catch (error) {
      key.answered(error);
      setFailure(applyProblem(error, setError, Object.keys(EMPTY), { 'amount.amount': 'amount' }));
    }
  });
  return (
    <FormDialog
      title="Record obligation"
      subtitle="You approve it by recording it, and can never certify a claim against it."
      submit="Record obligation"
      busy={formState.isSubmitting}
      failure={failure}
      onSubmit={() => {
        setInstrumentError(instrument ? undefined : 'Choose the signed instrument.');
        void submit();
      }}
      onClose={onClose}
    >
      <InstrumentPicker
        label="Instrument"
        signed
        value={instrument}
        error={instrumentError}
        onChange={(option) => {
          setInstrument(option);
          setInstrumentError(undefined);
        }}
      />
      <Pair>
        <TextInput label="Document number" maxLength={40} error={errors.document_number?.message} {...register('document_number', { required: 'Enter the number of the document.' })} />
        <TextInput label="Fund" hint="Such as INCLE 2026" maxLength={60} error={errors.fund?.message} {...register('fund', { required: 'Name the fund.' })} />
      </Pair>
      <Pair>
        <DateField label="Available from" error={errors.available_from?.message} {...register('available_from', { required: 'Enter the first day.' })} />
        <DateField label="Available to" error={errors.available_to?.message} {...register('available_to', { required: 'Enter the last day.' })} />
      </Pair>
      <MoneyField label="Amount" error={errors.amount?.message} {...register('amount', { required: 'Enter the amount.' })} />
    </FormDialog>
  );
}
