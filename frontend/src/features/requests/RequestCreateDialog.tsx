import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useMe } from '@/shared/access';
import { api, read } from '@/shared/api';
import { applyProblem, FormDialog, useIdempotencyKey } from '@/shared/forms';
import { toast } from '@/shared/ui';
import { refreshRequests } from './queries';
import { RequestFields } from './RequestFields';
import { asCreate, NEW_REQUEST, type RequestValues } from './requestForm';

const FIELDS = Object.keys(NEW_REQUEST);

/** A draft; its record opens when it is there. */
export default function RequestCreateDialog({ onClose }: { onClose: () => void }) {
  const user = useMe();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const key = useIdempotencyKey();
  const [failure, setFailure] = useState<string>();
  const form = useForm<RequestValues>({ defaultValues: NEW_REQUEST });
  const submit = form.handleSubmit(async (values) => {
    setFailure(undefined);
    try {
      const request = await read(api.POST('/api/v1/requests', { body: asCreate(values), params: { header: key.header() } }));
      void refreshRequests(queryClient);
      toast.done(`Draft ${request.reference} saved`);
      await navigate({ to: '/requests/$id', params: { id: request.id } });
    } catch (error) {
      key.answered(error);
      setFailure(applyProblem(error, form.setError, FIELDS));
    }
  });
  return (
    <FormDialog
      title="Raise a request"
      subtitle="It is saved as a draft. Submit it from its page when it is complete."
      size="lg"
      submit="Save draft"
      busy={form.formState.isSubmitting}
      failure={failure}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <RequestFields form={form} withPost={user.post === null} postId={user.post?.id} />
    </FormDialog>
  );
}
