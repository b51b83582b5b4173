import { useQueryClient } from '@tanstack/react-query';
import { api, ifMatch, type Versioned } from '@/shared/api';
import { FormDialog, useRecordForm } from '@/shared/forms';
import { languageName, modality } from '@/shared/labels';
import { toast } from '@/shared/ui';
import { humanize } from '@/shared/format';
import { readRequest, refreshRequests, type Request } from './queries';
import { RequestFields } from './RequestFields';
import { asUpdate, requestValues, type RequestValues } from './requestForm';

const FIELDS = {
  post_id: { label: 'Post' },
  title: { label: 'Title' },
  need: { label: 'The need' },
  modality: { label: 'Kind of assistance', show: modality },
  urgency: { label: 'Urgency', show: humanize },
  required_expertise: { label: 'Required expertise' },
  desired_expertise: { label: 'Desired expertise' },
  starts_on: { label: 'First day' },
  ends_on: { label: 'Last day' },
  headcount: { label: 'Officers needed' },
  countries: { label: 'Countries' },
  languages: { label: 'Languages', show: (codes: string[]) => codes.map(languageName).join(', ') || '—' },
  trainer_cert_required: { label: 'Certified trainers' },
};

/** While it is a draft, or submitted and not validated. */
export default function RequestEditDialog({ request, onClose }: { request: Versioned<Request>; onClose: () => void }) {
  const queryClient = useQueryClient();
  const id = request.data.id;
  const { form, submit, busy, failure, conflict } = useRecordForm<Request, RequestValues>({
    record: request,
    toValues: requestValues,
    fields: FIELDS,
    save: (changes, etag) =>
      api.PATCH('/api/v1/requests/{request_id}', {
        params: { path: { request_id: id }, header: ifMatch(etag) },
        body: asUpdate(changes),
      }),
    reload: () => readRequest(id),
    onSaved: () => {
      void refreshRequests(queryClient);
      toast.done('Request saved');
      onClose();
    },
  });
  return (
    <>
      <FormDialog title="Edit request" size="lg" submit="Save changes" busy={busy} failure={failure} onSubmit={submit} onClose={onClose}>
        <RequestFields form={form} withPost={false} postId={request.data.post.id} except={id} />
      </FormDialog>
      {conflict}
    </>
  );
}
