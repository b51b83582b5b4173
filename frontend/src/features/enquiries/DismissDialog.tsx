import { useQueryClient } from '@tanstack/react-query';
import { api, ifMatch, type Versioned } from '@/shared/api';
import { FormDialog, TextInput, useActionForm } from '@/shared/forms';
import { toast } from '@/shared/ui';
import { refreshEnquiries, type Enquiry } from './queries';

/** Set aside, for a reason that stays with the record. */
export default function DismissDialog({ enquiry, onClose }: { enquiry: Versioned<Enquiry>; onClose: () => void }) {
  const queryClient = useQueryClient();
  const { data: record, etag } = enquiry;
  const { form, submit, busy, failure } = useActionForm<{ reason: string }>({
    values: { reason: '' },
    fields: ['reason'],
    refresh: () => refreshEnquiries(queryClient),
    send: ({ reason }) =>
      api.POST('/api/v1/enquiries/{enquiry_id}/dismiss', {
        params: { path: { enquiry_id: record.id }, header: ifMatch(etag) },
        body: { reason },
      }),
    onDone: () => {
      toast.done(`${record.reference} dismissed`);
      onClose();
    },
  });
  return (
    <FormDialog
      title="Dismiss this enquiry?"
      subtitle="Nobody is written to. It can be reopened."
      size="sm"
      submit="Dismiss"
      busy={busy}
      failure={failure}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextInput
        label="Reason"
        maxLength={500}
        error={form.formState.errors.reason?.message}
        {...form.register('reason', { validate: (value) => value.trim() !== '' || 'Say why in a line.' })}
      />
    </FormDialog>
  );
}
