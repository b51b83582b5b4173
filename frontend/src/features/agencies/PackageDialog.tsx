import { useQueryClient } from '@tanstack/react-query';
import { Controller } from 'react-hook-form';
import { api, ifMatch, type Versioned } from '@/shared/api';
import type { components } from '@/shared/api/schema';
import { asCostLines, CostLines, EMPTY_LINE, totalOf, type CostValues } from '@/shared/costs';
import { Combobox, FormDialog, Group, Pair, Select, Textarea, TextInput, useIdempotencyKey, useRecordForm } from '@/shared/forms';
import { formatMoney } from '@/shared/format';
import { MODALITIES, modality } from '@/shared/labels';
import { useExpertiseOptions } from '@/shared/reference';
import { toast } from '@/shared/ui';
import { readPackage, refreshAgencies, type Package } from './queries';

const WHOLE = { value: /^\s*[1-9]\d{0,3}\s*$/, message: 'Enter a whole number.' };

interface Values {
  name: string;
  description: string;
  modality: string;
  expertise: string;
  officers: string;
  days: string;
  cost_lines: CostValues[];
}

const toValues = (one: Package | undefined): Values => ({
  name: one?.name ?? '',
  description: one?.description ?? '',
  modality: one?.modality ?? 'overseas_train',
  expertise: one?.expertise?.code ?? '',
  officers: String(one?.officers ?? 1),
  days: String(one?.days ?? 5),
  cost_lines: one ? one.cost_lines.map(({ category, description, amount }) => ({ category, description, amount: amount.amount })) : [EMPTY_LINE],
});

const toBody = (values: Values) => ({
  name: values.name.trim(),
  description: values.description.trim() || null,
  modality: values.modality as components['schemas']['Modality'],
  expertise: values.expertise || null,
  officers: Number(values.officers),
  days: Number(values.days),
  cost_lines: asCostLines(values.cost_lines),
});

interface PackageDialogProps {
  agencyId: string;
  /** Undefined adds one. */
  stored: Versioned<Package> | undefined;
  onClose: () => void;
}

/** What the agency offers often: how many officers for how long, and what it costs. */
export default function PackageDialog({ agencyId, stored, onClose }: PackageDialogProps) {
  const queryClient = useQueryClient();
  const key = useIdempotencyKey();
  const expertise = useExpertiseOptions();
  const { form, submit, busy, failure, conflict } = useRecordForm<Package | undefined, Values>({
    record: stored ?? { data: undefined, etag: '' },
    toValues,
    fields: {
      name: { label: 'Name' },
      modality: { label: 'Kind', show: modality },
      expertise: { label: 'Expertise', show: (code: string) => expertise.find(({ value }) => value === code)?.label ?? '—' },
      officers: { label: 'Officers' },
      days: { label: 'Days' },
      cost_lines: { label: 'Costs', show: (lines: CostValues[]) => formatMoney(totalOf(lines)) },
      description: { label: 'Description' },
    },
    save: async (changes, etag, all) => {
      const body = toBody(all);
      if (stored) {
        await api.PATCH('/api/v1/agencies/{agency_id}/capability-packages/{package_id}', {
          params: { path: { agency_id: agencyId, package_id: stored.data.id }, header: ifMatch(etag) },
          body: Object.fromEntries(Object.entries(body).filter(([name]) => name in changes)),
        });
        return;
      }
      try {
        await api.POST('/api/v1/agencies/{agency_id}/capability-packages', {
          params: { path: { agency_id: agencyId }, header: key.header() },
          body,
        });
      } catch (error) {
        key.answered(error);
        throw error;
      }
    },
    reload: async () => (stored ? readPackage(agencyId, stored.data.id) : { data: undefined, etag: '' }),
    onSaved: () => {
      void refreshAgencies(queryClient);
      toast.done(stored ? 'Package saved' : 'Package added');
      onClose();
    },
  });
  const { register, control } = form;
  const { errors } = form.formState;
  return (
    <>
      <FormDialog
        title={stored ? 'Edit the package' : 'Add a package'}
        submit={stored ? 'Save package' : 'Add package'}
        busy={busy}
        failure={failure}
        onSubmit={submit}
        onClose={onClose}
      >
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
      {conflict}
    </>
  );
}
