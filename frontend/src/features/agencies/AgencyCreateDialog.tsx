import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { api, read } from '@/shared/api';
import { applyProblem, FormDialog, useIdempotencyKey } from '@/shared/forms';
import { toast } from '@/shared/ui';
import { AgencyFields } from './AgencyFields';
import { asCreate, NEW_AGENCY, type AgencyValues } from './agencyForm';
import { refreshAgencies } from './queries';

const FIELDS = Object.keys(NEW_AGENCY);

/** A new agency starts as a prospect; the record opens when it is there. */
export default function AgencyCreateDialog({ onClose }: { onClose: () => void }) {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const key = useIdempotencyKey();
  const [failure, setFailure] = useState<string>();
  const { register, handleSubmit, setError, formState } = useForm<AgencyValues>({ defaultValues: NEW_AGENCY });
  const submit = handleSubmit(async (values) => {
    setFailure(undefined);
    try {
      const agency = await read(api.POST('/api/v1/agencies', { body: asCreate(values), params: { header: key.header() } }));
      void refreshAgencies(queryClient);
      toast.done(`${agency.legal_name} added`);
      await navigate({ to: '/agencies/$id', params: { id: agency.id } });
    } catch (error) {
      key.answered(error);
      setFailure(applyProblem(error, setError, FIELDS));
    }
  });
  return (
    <FormDialog
      title="Add agency"
      subtitle="It starts as a prospect and becomes a partner with its first agreement."
      submit="Add agency"
      busy={formState.isSubmitting}
      failure={failure}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <AgencyFields register={register} errors={formState.errors} stored={false} />
    </FormDialog>
  );
}
