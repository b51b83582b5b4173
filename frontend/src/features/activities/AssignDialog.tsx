import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { api } from '@/shared/api';
import { applyProblem, DateField, FormDialog, Pair, TextInput, useIdempotencyKey, type ComboboxOption } from '@/shared/forms';
import { OfficerPicker } from '@/shared/pickers';
import { toast } from '@/shared/ui';
import { refreshActivities, type Activity } from './queries';

/** Adds an officer of the activity's agency. The server names the activity on which the officer is at the time. */
export default function AssignDialog({ activity, onClose }: { activity: Activity; onClose: () => void }) {
  const queryClient = useQueryClient();
  const key = useIdempotencyKey();
  const [officer, setOfficer] = useState<ComboboxOption | null>(null);
  const [officerError, setOfficerError] = useState<string>();
  const [failure, setFailure] = useState<string>();
  const { register, handleSubmit, setError, formState } = useForm({
    defaultValues: { starts_on: activity.starts_on ?? '', ends_on: activity.ends_on ?? '', duty: '' },
  });
  const { errors } = formState;
  const submit = handleSubmit(async (values) => {
    setFailure(undefined);
    if (!officer) return;
    try {
      await api.POST('/api/v1/activities/{activity_id}/assignments', {
        params: { path: { activity_id: activity.id }, header: key.header() },
        body: {
          officer_id: officer.value,
          starts_on: values.starts_on || null,
          ends_on: values.ends_on || null,
          duty: values.duty.trim() || null,
        },
      });
      key.renew();
      await refreshActivities(queryClient);
      toast.done(`${officer.label} assigned`);
      onClose();
    } catch (error) {
      key.answered(error);
      setFailure(applyProblem(error, setError, ['starts_on', 'ends_on', 'duty']));
    }
  });
  return (
    <FormDialog
      title="Assign an officer"
      subtitle={`Of ${activity.agency.name}.`}
      submit="Assign officer"
      busy={formState.isSubmitting}
      failure={failure}
      onSubmit={() => {
        setOfficerError(officer ? undefined : 'Choose the officer.');
        void submit();
      }}
      onClose={onClose}
    >
      <OfficerPicker
        label="Officer"
        agencyId={activity.agency.id}
        value={officer}
        error={officerError}
        onChange={(option) => {
          setOfficer(option);
          setOfficerError(undefined);
        }}
      />
      <Pair>
        <DateField label="From" error={errors.starts_on?.message} {...register('starts_on')} />
        <DateField label="To" error={errors.ends_on?.message} {...register('ends_on')} />
      </Pair>
      <TextInput label="Duty" optional hint="Such as lead instructor" maxLength={120} error={errors.duty?.message} {...register('duty')} />
    </FormDialog>
  );
}
