import { Controller, useWatch, type UseFormReturn } from 'react-hook-form';
import { Checkbox, Combobox, DateField, Pair, PickMany, Select, Textarea, TextInput } from '@/shared/forms';
import { languageOptions, MODALITIES, URGENCIES } from '@/shared/labels';
import { useCountryOptions, useExpertiseOptions, usePostOptions } from '@/shared/reference';
import { useDebounced } from '@/shared/pickers/useDebounced';
import type { Need } from './queries';
import type { RequestValues } from './requestForm';
import SimilarNeeds from './SimilarNeeds';

interface RequestFieldsProps {
  form: UseFormReturn<RequestValues>;
  /** Staff say for which post; a post's own requests are for itself. */
  withPost: boolean;
  /** Whose need it is, where that is not chosen here. */
  postId?: string;
  /** The request that is changed, if any. */
  except?: string;
}

/** What is typed, once typing has paused. */
function useNeed(form: UseFormReturn<RequestValues>, postId: string | undefined): Need {
  const [countries, chosen, required, desired, from, to] = useWatch({
    control: form.control,
    name: ['countries', 'post_id', 'required_expertise', 'desired_expertise', 'starts_on', 'ends_on'],
  });
  const typed = JSON.stringify({ countries, post_id: postId ?? chosen, expertise: [...required, ...desired], starts_on: from, ends_on: to });
  return JSON.parse(useDebounced(typed)) as Need;
}

/** What a request says. */
export function RequestFields({ form, withPost, postId, except }: RequestFieldsProps) {
  const need = useNeed(form, postId);
  const { register, control, formState, getValues } = form;
  const errors = formState.errors;
  const posts = usePostOptions();
  const countries = useCountryOptions();
  const expertise = useExpertiseOptions();
  const modality = useWatch({ control, name: 'modality' });
  return (
    <>
      {withPost ? (
        <Controller
          control={control}
          name="post_id"
          rules={{ required: 'Choose the post whose need it is.' }}
          render={({ field, fieldState }) => (
            <Combobox
              label="Post"
              options={posts}
              value={posts.find(({ value }) => value === field.value) ?? null}
              onChange={(option) => field.onChange(option?.value ?? '')}
              error={fieldState.error?.message}
            />
          )}
        />
      ) : null}
      <TextInput
        label="Title"
        hint="What is needed, in one line."
        maxLength={200}
        error={errors.title?.message}
        {...register('title', { required: 'Give the need a title.' })}
      />
      <Textarea
        label="The need"
        hint="Who is to learn or be advised, what they should be able to do afterwards, and what is there already."
        error={errors.need?.message}
        {...register('need', { required: 'Describe the need.' })}
      />
      <Pair>
        <Select label="Kind of assistance" options={MODALITIES} error={errors.modality?.message} {...register('modality')} />
        <Select label="Urgency" options={URGENCIES} error={errors.urgency?.message} {...register('urgency')} />
      </Pair>
      <Controller
        control={control}
        name="required_expertise"
        render={({ field, fieldState }) => (
          <PickMany
            label="Required expertise"
            hint="An agency without all of it is not asked. Needed before the request is submitted."
            options={expertise}
            value={field.value}
            onChange={field.onChange}
            error={fieldState.error?.message}
          />
        )}
      />
      <Controller
        control={control}
        name="desired_expertise"
        render={({ field, fieldState }) => (
          <PickMany label="Desired expertise" optional options={expertise} value={field.value} onChange={field.onChange} error={fieldState.error?.message} />
        )}
      />
      <Pair>
        <DateField label="First day" error={errors.starts_on?.message} {...register('starts_on', { required: 'Enter the first day.' })} />
        <DateField
          label="Last day"
          error={errors.ends_on?.message}
          {...register('ends_on', {
            required: 'Enter the last day.',
            validate: (value) => value >= getValues('starts_on') || 'The window cannot end before it starts.',
          })}
        />
      </Pair>
      <Pair>
        <TextInput
          label="Officers needed"
          inputMode="numeric"
          error={errors.headcount?.message}
          {...register('headcount', { required: 'Enter how many.', pattern: { value: /^[1-9]\d{0,2}$/, message: 'A whole number from 1 to 500.' } })}
        />
        <Controller
          control={control}
          name="countries"
          render={({ field, fieldState }) => (
            <PickMany
              label="Countries"
              optional
              options={countries}
              value={field.value}
              onChange={field.onChange}
              error={fieldState.error?.message}
            />
          )}
        />
      </Pair>
      <Controller
        control={control}
        name="languages"
        render={({ field, fieldState }) => (
          <PickMany
            label="Languages"
            optional
            hint="That officers should speak themselves."
            options={languageOptions()}
            value={field.value}
            onChange={field.onChange}
            error={fieldState.error?.message}
          />
        )}
      />
      <SimilarNeeds need={need} except={except} />
      {modality === 'study_visit' ? null : (
        <Checkbox
          label="Instructors must be certified trainers"
          error={errors.trainer_cert_required?.message}
          {...register('trainer_cert_required')}
        />
      )}
    </>
  );
}
