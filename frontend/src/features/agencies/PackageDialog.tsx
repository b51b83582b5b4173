import { useQueryClient } from '@tanstack/react-query';
import { Controller } from 'react-hook-form';
import { api } from '@/shared/api';
import type { components } from '@/shared/api/schema';
import { asCostLines, CostLines, EMPTY_LINE } from '@/shared/costs';
import { Combobox, FormDialog, Group, Pair, Select, Textarea, TextInput, useActionForm, useIdempotencyKey } from '@/shared/forms';
import { MODALITIES } from '@/shared/labels';
import { useExpertiseOptions } from '@/shared/reference';
import { toast } from '@/shared/ui';
import { refreshAgencies } from './queries';

const WHOLE = { value: /^\s*[1-9]\d{0,3}\s*$/, message: 'Enter a whole number.' };

/** What the agency offers often: how many officers for how long, and what it costs. */
export default function PackageDialog({ agencyId, onClose }: { agencyId: string; onClose: () => void }) {
  const queryClient = useQueryClient();
  const key = useIdempotencyKey();
  const expertise = useExpertiseOptions();
  const { form, submit, busy, failure } = useActionForm({
    values: { name: '', description: '', modality: 'overseas_train', expertise: '', officers: '1', days: '5', cost_lines: [EMPTY_LINE] },
    fields: ['name', 'description', 'modality', 'expertise', 'officers', 'days', 'cost_lines'],
    refresh: () => refreshAgencies(queryClient),
    send: async (values) => {
      try {
        await api.POST('/api/v1/agencies/{agency_id}/capability-packages', {
          params: { path: { agency_id: agencyId }, header: key.header() },
          body: {
            name: values.name.trim(),
            description: values.description.trim() || null,
            modality: values.modality as components['schemas']['Modality'],
            expertise: values.expertise || null,
            officers: Number(values.officers),
            days: Number(values.days),
            cost_lines: asCostLines(values.cost_lines),
          },
        });
      } catch (error) {
        key.answered(error);
        throw error;
      }
    },
    onDone: () => {
      toast.done('Package added');
      onClose();
    },
  });
  const { register, control } = form;
  const { errors } = form.formState;
  return (
    <FormDialog title="Add a package" submit="Add package" busy={busy} failure={failure} onSubmit={submit} onClose={onClose}>
      <TextInput label="Name" maxLength={120} error={errors.name?.message} {...register('name', { required: 'Give it a name.' })} />
      <Pair>
        <Select label="Kind" options={MODALITIES} error={errors.modality?.message} {...register('modality')} />
        <Controller
          control={control}
          name="expertise"
          render={({ field }) => (
            <Combobox
              label="Expertise"
              optional
              options={expertise}
              value={expertise.find(({ value }) => value === field.value) ?? null}
              onChange={(one) => field.onChange(one?.value ?? '')}
              error={errors.expertise?.message}
            />
          )}
        />
      </Pair>
      <Pair>
        <TextInput label="Officers" inputMode="numeric" error={errors.officers?.message} {...register('officers', { required: 'Enter a number.', pattern: WHOLE })} />
        <TextInput label="Days" inputMode="numeric" error={errors.days?.message} {...register('days', { required: 'Enter a number.', pattern: WHOLE })} />
      </Pair>
      <Group legend="Costs" hint="In US dollars.">
        <CostLines control={control as never} register={register} errors={errors} />
      </Group>
      <Textarea label="Description" optional rows={2} maxLength={2000} error={errors.description?.message} {...register('description')} />
    </FormDialog>
  );
}
