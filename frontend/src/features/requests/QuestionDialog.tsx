import { api, ifMatch, readVersioned } from '@/shared/api';
import { FormDialog, Textarea, useActionForm, useIdempotencyKey } from '@/shared/forms';
import { toast } from '@/shared/ui';
import type { Clarification } from './queries';

interface QuestionDialogProps {
  requestId: string;
  /** The question to answer; without one, a new question is asked. */
  question: Clarification | undefined;
  refresh: () => Promise<unknown>;
  onClose: () => void;
}

async function answer(requestId: string, clarificationId: string, text: string): Promise<unknown> {
  const path = { request_id: requestId, clarification_id: clarificationId };
  const { etag } = await readVersioned(api.GET('/api/v1/requests/{request_id}/clarifications/{clarification_id}', { params: { path } }));
  return api.POST('/api/v1/requests/{request_id}/clarifications/{clarification_id}/answer', {
    params: { path, header: ifMatch(etag) },
    body: { answer: text },
  });
}

export default function QuestionDialog({ requestId, question, refresh, onClose }: QuestionDialogProps) {
  const key = useIdempotencyKey();
  const { form, submit, busy, failure } = useActionForm({
    values: { text: '' },
    fields: ['text'],
    refresh,
    send: ({ text }) =>
      question
        ? answer(requestId, question.id, text)
        : api.POST('/api/v1/requests/{request_id}/clarifications', {
            params: { path: { request_id: requestId }, header: key.header() },
            body: { question: text },
          }),
    onDone: () => {
      toast.done(question ? 'Answer sent' : 'Question sent to the post');
      onClose();
    },
  });
  return (
    <FormDialog
      title={question ? 'Answer the question' : 'Ask the post'}
      subtitle={question?.question}
      size="sm"
      submit={question ? 'Send answer' : 'Send question'}
      busy={busy}
      failure={failure}
      onSubmit={submit}
      onClose={onClose}
    >
      <Textarea
        label={question ? 'Answer' : 'Question'}
        maxLength={2000}
        error={form.formState.errors.text?.message}
        {...form.register('text', { required: question ? 'Write the answer.' : 'Write the question.' })}
      />
    </FormDialog>
  );
}
