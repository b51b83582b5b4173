import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { api, read } from '@/shared/api';
import type { components } from '@/shared/api/schema';
import { applyProblem, Checkbox, DateField, FormDialog, MoneyField, Pair, Select, TextInput, useIdempotencyKey, type ComboboxOption } from '@/shared/forms';
import { INSTRUMENT_KINDS, REGIMES, TRAVEL_BASES } from '@/shared/labels';
import { AgencyPicker } from '@/shared/pickers';
import { toast } from '@/shared/ui';
import { refreshInstruments } from './queries';

type Create = components['schemas']['InstrumentCreate'];

const EMPTY = {
  number: '',
  kind: 'invitational_travel',
  regime: 'travel_claim',
  ceiling: '',
  performance_starts_on: '',
  performance_ends_on: '',
  travel_basis: 'ftr',
  salary_reimbursable: false,
  mou_id: '',
};

/** A draft; its page opens, where it can be signed. Which kinds take which payment the server knows. */
export default function InstrumentCreateDialog({ onClose }: { onClose: () => void }) {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const key = useIdempotencyKey();
  const [agency, setAgency] = useState<ComboboxOption | null>(null);
  const [agencyError, setAgencyError] = useState<string>();
  const [failure, setFailure] = useState<string>();
  const { register, handleSubmit, setError, formState } = useForm({ defaultValues: EMPTY });
  const { errors } = formState;
  const mous = useQuery({
    queryKey: ['mous', 'of-agency', agency?.value],
    queryFn: ({ signal }) => read(api.GET('/api/v1/mous', { params: { query: { agency_id: [agency?.value ?? ''], limit: 50 } }, signal })),
    enabled: agency !== null,
  });
  const submit = handleSubmit(async ({ ceiling, mou_id: mou, ...values }) => {
    setFailure(undefined);
    if (!agency) return;
    try {
      const body = {
        ...values,
        agency_id: agency.value,
        mou_id: mou || null,
        ceiling: { amount: ceiling.replaceAll(',', '').trim(), currency: 'USD' },
      } as Create;
      const made = await read(api.POST('/api/v1/instruments', { body, params: { header: key.header() } }));
      void refreshInstruments(queryClient);
      toast.done(`Draft ${made.number} saved`);
      await navigate({ to: '/instruments/$id', params: { id: made.id } });
    } catch (error) {
      key.answered(error);
      setFailure(applyProblem(error, setError, Object.keys(EMPTY), { 'ceiling.amount': 'ceiling' }));
    }
  });
  return (
    <FormDialog
      title="Draft instrument"
      subtitle="Binds nothing until it is signed."
      size="lg"
      submit="Save draft"
      busy={formState.isSubmitting}
      failure={failure}
      onSubmit={() => {
        setAgencyError(agency ? undefined : 'Choose the agency.');
        void submit();
      }}
      onClose={onClose}
    >
      <AgencyPicker
        label="Agency"
        value={agency}
        error={agencyError}
        onChange={(option) => {
          setAgency(option);
          setAgencyError(undefined);
        }}
      />
      <Select
        label="Memorandum"
        optional
        placeholder={agency ? 'None' : 'Choose the agency first'}
        options={(mous.data?.items ?? []).map(({ id, number }) => ({ value: id, label: number }))}
        error={errors.mou_id?.message}
        {...register('mou_id')}
      />
      <Pair>
        <TextInput label="Number" hint="As the award or order has it" maxLength={60} error={errors.number?.message} {...register('number', { required: 'Enter the number.' })} />
        <MoneyField label="Ceiling" error={errors.ceiling?.message} {...register('ceiling', { required: 'Enter the ceiling.' })} />
      </Pair>
      <Pair>
        <Select label="Kind" options={INSTRUMENT_KINDS} error={errors.kind?.message} {...register('kind')} />
        <Select label="Paid by" options={REGIMES} error={errors.regime?.message} {...register('regime')} />
      </Pair>
      <Pair>
        <DateField
          label="Performance from"
          error={errors.performance_starts_on?.message}
          {...register('performance_starts_on', { required: 'Enter the first day.' })}
        />
        <DateField label="Performance to" error={errors.performance_ends_on?.message} {...register('performance_ends_on', { required: 'Enter the last day.' })} />
      </Pair>
      <Select label="Travel is paid by" options={TRAVEL_BASES} error={errors.travel_basis?.message} {...register('travel_basis')} />
      <Checkbox label="Salary can be reimbursed" error={errors.salary_reimbursable?.message} {...register('salary_reimbursable')} />
    </FormDialog>
  );
}
