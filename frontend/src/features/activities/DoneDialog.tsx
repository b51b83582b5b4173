import { useQueryClient } from '@tanstack/react-query';
import { api, ifMatch, type Versioned } from '@/shared/api';
import { FormDialog, TextInput, useActionForm } from '@/shared/forms';
import { toast } from '@/shared/ui';
import { refreshActivities, type ChecklistItem } from './queries';

/** A paper is done, and what shows it. */
export default function DoneDialog({ item, onClose }: { item: Versioned<ChecklistItem>; onClose: () => void }) {
  const queryClient = useQueryClient();
  const { form, submit, busy, failure } = useActionForm({
    values: { evidence: item.data.evidence ?? '' },
    fields: ['evidence'],
    refresh: () => refreshActivities(queryClient),
    send: ({ evidence }) =>
      api.POST('/api/v1/activities/{activity_id}/checklist/{item_id}/done', {
        params: { path: { activity_id: item.data.activity.id, item_id: item.data.id }, header: ifMatch(item.etag) },
        body: { evidence: evidence.trim() || null },
      }),
    onDone: () => {
      toast.done(`${item.data.title}: done`);
      onClose();
    },
  });
  return (
    <FormDialog title={item.data.title} size="sm" submit="Mark done" busy={busy} failure={failure} onSubmit={submit} onClose={onClose}>
      <TextInput
        label="Evidence"
        optional
        hint={item.data.evidence_wanted ?? 'What shows that it is done: a number, a file.'}
        maxLength={300}
        error={form.formState.errors.evidence?.message}
        {...form.register('evidence')}
      />
    </FormDialog>
  );
}
