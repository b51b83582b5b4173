import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '@/shared/api';
import { FormDialog, useActionForm, type ComboboxOption } from '@/shared/forms';
import { OfficerPicker } from '@/shared/pickers';
import { toast } from '@/shared/ui';
import { refreshTraining, type TrainingSession } from './queries';

/** A place for an officer. The server says when none is left. */
export default function EnrollDialog({ session, onClose }: { session: TrainingSession; onClose: () => void }) {
  const queryClient = useQueryClient();
  const [officer, setOfficer] = useState<ComboboxOption | null>(null);
  const { form, submit, busy, failure } = useActionForm({
    values: { officer_id: '' },
    fields: ['officer_id'],
    refresh: () => refreshTraining(queryClient),
    send: async () => {
      if (!officer) {
        form.setError('officer_id', { message: 'Choose the officer.' });
        return;
      }
      await api.POST('/api/v1/training-sessions/{session_id}/enrollments', {
        params: { path: { session_id: session.id } },
        body: { officer_id: officer.value },
      });
    },
    onDone: () => {
      if (!officer) return;
      toast.done(`${officer.label} enrolled`);
      onClose();
    },
  });
  const left = session.capacity - session.enrolled;
  return (
    <FormDialog
      title="Enrol an officer"
      subtitle={`${session.name}. ${left} of ${session.capacity} places left.`}
      size="sm"
      submit="Enrol officer"
      busy={busy}
      failure={failure}
      onSubmit={submit}
      onClose={onClose}
    >
      <OfficerPicker label="Officer" value={officer} error={form.formState.errors.officer_id?.message} onChange={setOfficer} />
    </FormDialog>
  );
}
