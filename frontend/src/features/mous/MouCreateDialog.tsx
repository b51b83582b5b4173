import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { api, read } from '@/shared/api';
import { applyProblem, FormDialog, useIdempotencyKey, type ComboboxOption } from '@/shared/forms';
import { AgencyPicker } from '@/shared/pickers';
import { toast } from '@/shared/ui';
import { MouFields } from './MouFields';
import { asCreate, NEW_MOU, type MouValues } from './mouForm';
import { refreshMous } from './queries';

const FIELDS = Object.keys(NEW_MOU);

/** A draft; its record opens when it is there. */
export default function MouCreateDialog({ onClose }: { onClose: () => void }) {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const key = useIdempotencyKey();
  const [agency, setAgency] = useState<ComboboxOption | null>(null);
  const [noAgency, setNoAgency] = useState(false);
  const [failure, setFailure] = useState<string>();
  const form = useForm<MouValues>({ defaultValues: NEW_MOU });
  const submit = form.handleSubmit(async (values) => {
    setFailure(undefined);
    if (!agency) return;
    try {
      const mou = await read(api.POST('/api/v1/mous', { body: asCreate(agency.value, values), params: { header: key.header() } }));
      void refreshMous(queryClient);
      toast.done(`Draft ${mou.number} saved`);
      await navigate({ to: '/mous/$id', params: { id: mou.id } });
    } catch (error) {
      key.answered(error);
      setFailure(applyProblem(error, form.setError, FIELDS));
    }
  });
  return (
    <FormDialog
      title="Draft agreement"
      subtitle="A draft is yours until it is sent to the agency. It gets the next free number of the year."
      size="lg"
      submit="Save draft"
      busy={form.formState.isSubmitting}
      failure={failure}
      onSubmit={() => {
        setNoAgency(!agency);
        void submit();
      }}
      onClose={onClose}
    >
      <AgencyPicker
        label="Agency"
        value={agency}
        onChange={(option) => {
          setAgency(option);
          setNoAgency(false);
        }}
        error={noAgency ? 'Choose the agency.' : undefined}
      />
      <MouFields form={form} />
    </FormDialog>
  );
}
