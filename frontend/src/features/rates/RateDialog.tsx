import { useQueryClient } from '@tanstack/react-query';
import { useWatch } from 'react-hook-form';
import { api } from '@/shared/api';
import type { components } from '@/shared/api/schema';
import { DateField, FormDialog, MoneyField, Pair, Select, TextInput, useActionForm, useIdempotencyKey } from '@/shared/forms';
import { humanize } from '@/shared/format';
import { useCountryOptions } from '@/shared/reference';
import { toast } from '@/shared/ui';

type VehicleMode = components['schemas']['VehicleMode'];

const KINDS = [
  { value: 'per_diem', label: 'Per diem of a place abroad' },
  { value: 'mileage', label: 'Mileage' },
  { value: 'mie', label: 'Split of meals and incidentals' },
  { value: 'exchange', label: 'Exchange' },
  { value: 'interest', label: 'Interest on late payments' },
];
const MODES: readonly VehicleMode[] = ['automobile', 'automobile_government_available', 'motorcycle', 'airplane'];
const NUMBER = { value: /^\s*\d[\d,]*(\.\d+)?\s*$/, message: 'A number such as 186.50.' };

const PARTS = [
  { name: 'breakfast', label: 'Breakfast' },
  { name: 'lunch', label: 'Lunch' },
  { name: 'dinner', label: 'Dinner' },
  { name: 'incidentals', label: 'Incidentals' },
] as const;
type Part = (typeof PARTS)[number]['name'];
const SCOPES = [
  { value: 'foreign_oconus', label: 'Outside the 48 states' },
  { value: 'conus', label: 'Within the 48 states' },
];

const EMPTY = {
  kind: 'per_diem',
  country: '',
  location: '',
  lodging: '',
  mie: '',
  mode: 'automobile',
  usd_per_mile: '',
  percent: '',
  currency: '',
  usd_per_unit: '',
  scope: 'foreign_oconus',
  breakfast: '',
  lunch: '',
  dinner: '',
  incidentals: '',
  effective_from: '',
  source: '',
};
const FIELDS = Object.keys(EMPTY) as (keyof typeof EMPTY)[];

const plain = (typed: string) => typed.replaceAll(',', '').trim();
const usd = (typed: string) => ({ amount: plain(typed), currency: 'USD' as const });

/** Rates are added and never changed: one stands until a later one replaces it. */
export default function RateDialog({ onClose }: { onClose: () => void }) {
  const queryClient = useQueryClient();
  const countries = useCountryOptions();
  const key = useIdempotencyKey();
  const { form, submit, busy, failure } = useActionForm({
    values: EMPTY,
    fields: FIELDS,
    refresh: () => queryClient.invalidateQueries({ queryKey: ['rates'] }),
    send: async (values) => {
      const params = { header: key.header() };
      const dated = { effective_from: values.effective_from, source: values.source.trim() };
      try {
        if (values.kind === 'mileage') {
          const body = { ...dated, mode: values.mode as VehicleMode, usd_per_mile: plain(values.usd_per_mile) };
          await api.POST('/api/v1/rates/mileage', { params, body });
        } else if (values.kind === 'exchange') {
          const body = { currency: values.currency.trim().toUpperCase(), rated_on: dated.effective_from, usd_per_unit: plain(values.usd_per_unit), source: dated.source };
          await api.POST('/api/v1/rates/exchange', { params, body });
        } else if (values.kind === 'mie') {
          const parts = Object.fromEntries(PARTS.map(({ name }) => [name, usd(values[name])])) as Record<Part, ReturnType<typeof usd>>;
          await api.POST('/api/v1/rates/mie', { params, body: { ...dated, ...parts, scope: values.scope as 'conus' | 'foreign_oconus' } });
        } else if (values.kind === 'interest') {
          await api.POST('/api/v1/rates/interest', { params, body: { ...dated, percent: plain(values.percent) } });
        } else {
          const place = { country: values.country, location: values.location.trim() };
          await api.POST('/api/v1/rates/per-diem', { params, body: { ...dated, ...place, lodging: usd(values.lodging), mie: usd(values.mie) } });
        }
      } catch (error) {
        key.answered(error);
        throw error;
      }
    },
    onDone: () => {
      toast.done('Rate added');
      onClose();
    },
  });
  const { register, control } = form;
  const { errors } = form.formState;
  const kind = useWatch({ control, name: 'kind' });
  return (
    <FormDialog
      title="Add a rate"
      subtitle="It stands from its first day until a later one replaces it."
      submit="Add rate"
      busy={busy}
      failure={failure}
      onSubmit={submit}
      onClose={onClose}
    >
      <Select label="Kind" options={KINDS} {...register('kind')} />
      {kind === 'per_diem' ? (
        <>
          <Pair>
            <Select label="Country" placeholder="Choose a country" options={countries} error={errors.country?.message} {...register('country', { required: 'Choose the country.' })} />
            <TextInput label="Place" maxLength={120} error={errors.location?.message} {...register('location', { required: 'Name the place.' })} />
          </Pair>
          <Pair>
            <MoneyField label="Lodging, up to" error={errors.lodging?.message} {...register('lodging', { required: 'Enter an amount.', pattern: NUMBER })} />
            <MoneyField label="M&IE" error={errors.mie?.message} {...register('mie', { required: 'Enter an amount.', pattern: NUMBER })} />
          </Pair>
        </>
      ) : null}
      {kind === 'mileage' ? (
        <Pair>
          <Select label="Vehicle" options={MODES.map((value) => ({ value, label: humanize(value) }))} error={errors.mode?.message} {...register('mode')} />
          <MoneyField label="US dollars per mile" error={errors.usd_per_mile?.message} {...register('usd_per_mile', { required: 'Enter the rate.', pattern: NUMBER })} />
        </Pair>
      ) : null}
      {kind === 'exchange' ? (
        <Pair>
          <TextInput
            label="Currency"
            maxLength={3}
            placeholder="GTQ"
            error={errors.currency?.message}
            {...register('currency', { required: 'Enter the code of the currency.', pattern: { value: /^\s*[A-Za-z]{3}\s*$/, message: 'Three letters, such as GTQ.' } })}
          />
          <TextInput label="US dollars for one" inputMode="decimal" error={errors.usd_per_unit?.message} {...register('usd_per_unit', { required: 'Enter the rate.', pattern: NUMBER })} />
        </Pair>
      ) : null}
      {kind === 'mie' ? (
        <>
          <Select label="Where" options={SCOPES} error={errors.scope?.message} {...register('scope')} />
          <Pair>
            {PARTS.map(({ name, label }) => (
              <MoneyField key={name} label={label} error={errors[name]?.message} {...register(name, { required: 'Enter an amount.', pattern: NUMBER })} />
            ))}
          </Pair>
        </>
      ) : null}
      {kind === 'interest' ? (
        <TextInput
          label="Percent per year"
          inputMode="decimal"
          error={errors.percent?.message}
          {...register('percent', { required: 'Enter the rate.', pattern: { value: NUMBER.value, message: 'A number such as 4.125.' } })}
        />
      ) : null}
      <Pair>
        <DateField label={kind === 'exchange' ? 'Rate of' : 'In force from'} error={errors.effective_from?.message} {...register('effective_from', { required: 'Enter the first day.' })} />
        <TextInput
          label="Source"
          hint="Where it was published."
          maxLength={200}
          error={errors.source?.message}
          {...register('source', { required: 'Name the source.' })}
        />
      </Pair>
    </FormDialog>
  );
}
