import { useQueryClient } from '@tanstack/react-query';
import { api, ifMatch, type Versioned } from '@/shared/api';
import { DateField, FormDialog, Textarea, useActionForm } from '@/shared/forms';
import { toast } from '@/shared/ui';
import { refreshActivities, type ChecklistItem } from './queries';

/** The activity does without a paper until a day; the approver is whoever sends this. */
export default function WaiveDialog({ item, onClose }: { item: Versioned<ChecklistItem>; onClose: () => void }) {
  const queryClient = useQueryClient();
  const { form, submit, busy, failure } = useActionForm({
    values: { reason: '', expires_on: '' },
    fields: ['reason', 'expires_on'],
    refresh: () => refreshActivities(queryClient),
    send: ({ reason, expires_on }) =>
      api.POST('/api/v1/activities/{activity_id}/checklist/{item_id}/waive', {
        params: { path: { activity_id: item.data.activity.id, item_id: item.data.id }, header: ifMatch(item.etag) },
        body: { reason: reason.trim(), expires_on },
      }),
    onDone: () => {
      toast.done(`${item.data.title}: waived`);
      onClose();
    },
  });
  const { errors } = form.formState;
  return (
    <FormDialog
      title={`Waive: ${item.data.title}`}
      subtitle="It counts when it lasts through the activity's last day. You are named as the approver."
      size="sm"
      submit="Waive paper"
      busy={busy}
      failure={failure}
      onSubmit={submit}
      onClose={onClose}
    >
      <DateField label="Until" error={errors.expires_on?.message} {...form.register('expires_on', { required: 'Enter the last day of the waiver.' })} />
      <Textarea label="Reason" rows={3} maxLength={500} error={errors.reason?.message} {...form.register('reason', { validate: (value) => value.trim() !== '' || 'Say why in a line.' })} />
    </FormDialog>
  );
}
