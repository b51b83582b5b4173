import { useQueryClient } from '@tanstack/react-query';
import { api, ifMatch, type Versioned } from '@/shared/api';
import { FormDialog, Textarea, useActionForm } from '@/shared/forms';
import { toast } from '@/shared/ui';
import { refreshEnquiries, type Enquiry } from './queries';

/** The answer, which is kept and, where mail is set up, sent. */
export default function AnswerDialog({ enquiry, onClose }: { enquiry: Versioned<Enquiry>; onClose: () => void }) {
  const queryClient = useQueryClient();
  const { data: record, etag } = enquiry;
  const { form, submit, busy, failure } = useActionForm<{ answer: string }>({
    values: { answer: '' },
    fields: ['answer'],
    refresh: () => refreshEnquiries(queryClient),
    send: ({ answer }) =>
      api.POST('/api/v1/enquiries/{enquiry_id}/answer', {
        params: { path: { enquiry_id: record.id }, header: ifMatch(etag) },
        body: { answer },
      }),
    onDone: () => {
      toast.done(`${record.reference} answered`);
      onClose();
    },
  });
  return (
    <FormDialog
      title={`Answer ${record.contact_name}`}
      subtitle={`Goes to ${record.contact_email}, where this installation sends mail. It is kept with the enquiry.`}
      submit="Answer"
      busy={busy}
      failure={failure}
      onSubmit={submit}
      onClose={onClose}
    >
      <Textarea
        label="Answer"
        rows={8}
        maxLength={4000}
        error={form.formState.errors.answer?.message}
        {...form.register('answer', { validate: (value) => value.trim() !== '' || 'Write an answer.' })}
      />
    </FormDialog>
  );
}
