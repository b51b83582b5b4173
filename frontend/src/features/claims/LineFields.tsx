import { Controller, type UseFormReturn } from 'react-hook-form';
import { Checkbox, Choices, DateField, MoneyField, Pair, Select, TextInput } from '@/shared/forms';
import { EXPENSE_CATEGORIES } from '@/shared/labels';
import { OfficerPicker } from '@/shared/pickers';
import { fieldsOf, quantityLabel, unitRateLabel, type LineValues, type Optional } from './lineForm';

const FX_SOURCES = [
  { value: 'card', label: 'Card statement' },
  { value: 'exchange_receipt', label: 'Exchange receipt' },
  { value: 'rate_table', label: 'Published rate table' },
];
const TRAVEL_DAYS = [
  { value: 'first', label: 'First day' },
  { value: 'full', label: 'Full day' },
  { value: 'last', label: 'Last day' },
  { value: 'short', label: 'Trip of 12 to 24 hours' },
  { value: 'none', label: 'Trip of 12 hours or less' },
];
const MEALS = [
  { value: 'breakfast', label: 'Breakfast' },
  { value: 'lunch', label: 'Lunch' },
  { value: 'dinner', label: 'Dinner' },
];

/** The fields of a line: those of its category and its currency, no others. */
export function LineFields({ form, agencyId }: { form: UseFormReturn<LineValues>; agencyId: string }) {
  const { register, control, watch, formState } = form;
  const { errors } = formState;
  const [category, currency, source] = watch(['category', 'currency', 'fx_source']);
  const takes = fieldsOf(category);
  const foreign = currency.trim().toUpperCase() !== 'USD';
  const field = (name: Optional) => ({
    optional: takes[name] === 'optional',
    error: errors[name]?.message,
    ...register(name, { required: takes[name] === 'needed' ? 'This category needs it.' : false }),
  });
  const amount = errors.amount as { message?: string; amount?: { message?: string } } | undefined;
  return (
    <>
      <Pair>
        <Select label="Category" options={EXPENSE_CATEGORIES} error={errors.category?.message} {...register('category')} />
        <DateField
          label={takes.service_ends_on ? 'First day' : 'Day'}
          error={errors.service_on?.message}
          {...register('service_on', { required: 'Enter the day.' })}
        />
      </Pair>
      {takes.service_ends_on ? <DateField label="Last day" {...field('service_ends_on')} /> : null}
      <TextInput
        label="Description"
        hint="What was bought or done, as the receipt has it"
        maxLength={500}
        error={errors.description?.message}
        {...register('description', { validate: (value) => value.trim() !== '' || 'Say what it is.' })}
      />
      {takes.location ? <TextInput label="Place" hint="The per diem locality, such as Guatemala City" maxLength={120} {...field('location')} /> : null}
      {takes.quantity || takes.unit_rate ? (
        <Pair>
          {takes.quantity ? <TextInput label={quantityLabel(category)} inputMode="decimal" {...field('quantity')} /> : null}
          {takes.unit_rate ? <TextInput label={unitRateLabel(category)} inputMode="decimal" {...field('unit_rate')} /> : null}
        </Pair>
      ) : null}
      <Pair>
        <MoneyField
          label="Amount"
          currency={currency.trim().toUpperCase() || 'USD'}
          error={amount?.message ?? amount?.amount?.message}
          {...register('amount', { required: 'Enter the amount.' })}
        />
        <TextInput
          label="Currency"
          maxLength={3}
          error={errors.currency?.message}
          {...register('currency', { pattern: { value: /^\s*[A-Za-z]{3}\s*$/, message: 'A code of three letters, such as GTQ.' } })}
        />
      </Pair>
      {foreign ? (
        <Pair>
          <Select
            label="Exchange rate from"
            placeholder="Choose a source"
            options={FX_SOURCES}
            error={errors.fx_source?.message}
            {...register('fx_source', { required: 'Say where the rate comes from.' })}
          />
          {source === 'rate_table' ? null : (
            <TextInput
              label="US dollars for one"
              hint="Such as 0.12938"
              inputMode="decimal"
              error={errors.fx_rate?.message}
              {...register('fx_rate', { required: 'Enter the rate on the statement or receipt.' })}
            />
          )}
        </Pair>
      ) : null}
      {takes.tax && !foreign ? (
        <MoneyField label="Of it, lodging tax" hint="Only of a place in the United States; foreign maxima include it." {...field('tax')} />
      ) : null}
      {takes.travel_day ? (
        <Select label="Day of the trip" hint="Left out: told from the days of the claim." placeholder="By the days" options={TRAVEL_DAYS} {...field('travel_day')} />
      ) : null}
      {takes.meals_furnished ? (
        <Controller
          control={control}
          name="meals_furnished"
          render={({ field: meals, fieldState }) => (
            <Choices legend="Meals furnished" hint="By the host, at no cost" error={fieldState.error?.message} options={MEALS} value={meals.value} onChange={meals.onChange} />
          )}
        />
      ) : null}
      {takes.prior_approval ? <TextInput label="Approval before it was bought" hint="Its reference; equipment needs one" maxLength={200} {...field('prior_approval')} /> : null}
      <Controller
        control={control}
        name="officer"
        render={({ field: officer, fieldState }) => (
          <OfficerPicker
            label="Officer"
            optional
            hint="Left out: the officer of the claim."
            agencyId={agencyId}
            value={officer.value}
            error={fieldState.error?.message}
            onChange={officer.onChange}
          />
        )}
      />
      <Checkbox
        label="Receipt at hand"
        hint="For labour: a record of the hours worked."
        error={errors.receipt_attached?.message}
        {...register('receipt_attached')}
      />
    </>
  );
}
