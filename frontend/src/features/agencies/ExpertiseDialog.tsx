import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Controller, useForm } from 'react-hook-form';
import { api } from '@/shared/api';
import { applyProblem, Combobox, DateField, FormDialog, Select, Textarea } from '@/shared/forms';
import { LEVELS } from '@/shared/labels';
import { useExpertiseOptions } from '@/shared/reference';
import { toast } from '@/shared/ui';
import { refreshAgencies, type AgencyExpertise } from './queries';

interface Values {
  code: string;
  level: string;
  evidence: string;
  verified_on: string;
}

interface ExpertiseDialogProps {
  agencyId: string;
  /** What the agency has already, when its level changes. */
  held: AgencyExpertise | undefined;
  taken: readonly string[];
  onClose: () => void;
}

/** One expertise of the agency at one level, with what shows it. */
export default function ExpertiseDialog({ agencyId, held, taken, onClose }: ExpertiseDialogProps) {
  const queryClient = useQueryClient();
  const options = useExpertiseOptions();
  const [failure, setFailure] = useState<string>();
  const { register, control, handleSubmit, setError, formState } = useForm<Values>({
    defaultValues: {
      code: held?.code ?? '',
      level: String(held?.level ?? 1),
      evidence: held?.evidence ?? '',
      verified_on: held?.verified_on ?? '',
    },
  });
  const { errors } = formState;
  const submit = handleSubmit(async ({ code, level, evidence, verified_on }) => {
    setFailure(undefined);
    try {
      await api.PUT('/api/v1/agencies/{agency_id}/expertise/{code}', {
        params: { path: { agency_id: agencyId, code } },
        body: { level: Number(level), evidence: evidence.trim() || null, verified_on: verified_on || null },
      });
      await refreshAgencies(queryClient);
      toast.done('Expertise recorded');
      onClose();
    } catch (error) {
      setFailure(applyProblem(error, setError, ['code', 'level', 'evidence', 'verified_on']));
    }
  });
  return (
    <FormDialog
      title={held ? held.name : 'Verify expertise'}
      subtitle="Judge by credentials, not by past work for the programme."
      submit="Record expertise"
      busy={formState.isSubmitting}
      failure={failure}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      {held ? null : (
        <Controller
          control={control}
          name="code"
          rules={{ required: 'Choose an area or a topic.' }}
          render={({ field }) => (
            <Combobox
              label="Area or topic"
              placeholder="Find an area or topic"
              error={errors.code?.message}
              options={options.filter(({ value }) => !taken.includes(value))}
              value={options.find(({ value }) => value === field.value) ?? null}
              onChange={(option) => field.onChange(option?.value ?? '')}
            />
          )}
        />
      )}
      <Select label="Level" options={LEVELS} error={errors.level?.message} {...register('level')} />
      <Textarea
        label="Evidence"
        optional
        rows={3}
        hint="The certification, unit or instructors that show it."
        error={errors.evidence?.message}
        {...register('evidence')}
      />
      <DateField label="Verified on" optional error={errors.verified_on?.message} {...register('verified_on')} />
    </FormDialog>
  );
}
