import { Controller, type UseFormReturn } from 'react-hook-form';
import { Checkbox, Choices, DateField, Group, Pair, PickMany, Textarea, TextInput } from '@/shared/forms';
import { BUREAUS, EXPENSE_CATEGORIES, MODALITIES } from '@/shared/labels';
import { useCountryOptions, useExpertiseOptions } from '@/shared/reference';
import { CapFields } from './CapFields';
import { PARAGRAPHS, type MouValues } from './mouForm';

interface MouFieldsProps {
  form: UseFormReturn<MouValues>;
  /** What an amendment changes: neither the title nor the first day. */
  amending?: boolean;
}

/** The text of an agreement, as data. */
export function MouFields({ form, amending = false }: MouFieldsProps) {
  const { register, control, formState, getValues } = form;
  const { errors } = formState;
  const countries = useCountryOptions();
  const expertise = useExpertiseOptions();
  return (
    <>
      {amending ? null : (
        <TextInput label="Title" maxLength={200} error={errors.title?.message} {...register('title', { required: 'Give it a title.' })} />
      )}
      <Textarea label="Purpose" rows={3} error={errors.purpose?.message} {...register('purpose', { required: 'Say what it is for.' })} />
      <TextInput
        label="Authority"
        hint="The law it rests on, such as 22 USC 2291."
        error={errors.authority?.message}
        {...register('authority', { required: 'Name the authority.' })}
      />
      <Group legend="Scope" hint="Name at least one bureau, country or area before it is sent. What is left empty is unlimited.">
        <Controller
          control={control}
          name="scope_bureaus"
          render={({ field, fieldState }) => (
            <PickMany label="Bureaus" optional options={BUREAUS} value={field.value} onChange={field.onChange} error={fieldState.error?.message} />
          )}
        />
        <Controller
          control={control}
          name="scope_countries"
          render={({ field, fieldState }) => (
            <PickMany label="Countries" optional options={countries} value={field.value} onChange={field.onChange} error={fieldState.error?.message} />
          )}
        />
        <Controller
          control={control}
          name="scope_expertise"
          render={({ field, fieldState }) => (
            <PickMany label="Expertise" optional options={expertise} value={field.value} onChange={field.onChange} error={fieldState.error?.message} />
          )}
        />
      </Group>
      {amending ? null : (
        <Pair>
          <DateField label="In force from" optional error={errors.effective_on?.message} {...register('effective_on')} />
          <DateField
            label="Ends"
            optional
            error={errors.ends_on?.message}
            {...register('ends_on', {
              validate: (value) => !value || value >= getValues('effective_on') || 'It cannot end before it starts.',
            })}
          />
        </Pair>
      )}
      <TextInput
        label="Days of notice"
        optional
        hint="Left empty: as the policy in force says."
        inputMode="numeric"
        error={errors.notice_days?.message}
        {...register('notice_days', { pattern: { value: /^\s*\d{1,3}\s*$/, message: 'A whole number of days.' } })}
      />
      <Controller
        control={control}
        name="modalities"
        render={({ field, fieldState }) => (
          <Choices
            legend="Kinds of assistance"
            hint="None chosen: all of them. An agency is not asked for others."
            options={MODALITIES}
            value={field.value}
            onChange={field.onChange}
            error={fieldState.error?.message}
          />
        )}
      />
      <Controller
        control={control}
        name="reimbursable_categories"
        render={({ field, fieldState }) => (
          <Choices
            legend="What may be repaid"
            hint="Where an instrument with money says so too."
            options={EXPENSE_CATEGORIES}
            value={field.value}
            onChange={field.onChange}
            error={fieldState.error?.message}
          />
        )}
      />
      <CapFields form={form} />
      <Checkbox label="Salaries may be repaid" error={errors.salary_reimbursable?.message} {...register('salary_reimbursable')} />
      <Group legend="Clauses" hint="A clause that is empty is not in the text.">
        {PARAGRAPHS.map(({ name, label }) => (
          <Textarea key={name} label={label} optional rows={2} error={errors[name]?.message} {...register(name)} />
        ))}
      </Group>
    </>
  );
}
