import { useQuery, useQueryClient } from '@tanstack/react-query';
import { api, ifMatch, type Versioned } from '@/shared/api';
import { FormDialog, Pair, TextInput, useRecordForm } from '@/shared/forms';
import { toast } from '@/shared/ui';
import { assignmentDetail, readAssignment, refreshActivities, type Activity, type Assignment } from './queries';

type Assigned = Activity['assignments'][number];

interface Values {
  duty: string;
  hours: string;
}

function ServiceForm({ activityId, assignment, onClose }: { activityId: string; assignment: Versioned<Assignment>; onClose: () => void }) {
  const queryClient = useQueryClient();
  const { officer } = assignment.data;
  const { form, submit, busy, failure, conflict } = useRecordForm<Assignment, Values>({
    record: assignment,
    toValues: ({ duty, hours }) => ({ duty: duty ?? '', hours: hours ?? '' }),
    fields: { duty: { label: 'Role' }, hours: { label: 'Hours' } },
    save: ({ duty, hours }, etag) =>
      api.PATCH('/api/v1/activities/{activity_id}/assignments/{assignment_id}', {
        params: { path: { activity_id: activityId, assignment_id: assignment.data.id }, header: ifMatch(etag) },
        body: { duty: duty === undefined ? undefined : duty.trim() || null, hours: hours === undefined ? undefined : hours.trim() || null } as never,
      }),
    reload: () => readAssignment(activityId, assignment.data.id),
    onSaved: async () => {
      await refreshActivities(queryClient);
      toast.done(`Saved for ${officer.name}`);
      onClose();
    },
  });
  const { errors } = form.formState;
  return (
    <>
      <FormDialog
        title={`Role and hours of ${officer.name}`}
        subtitle="Both stand in the officer’s transcript."
        size="sm"
        submit="Save"
        busy={busy}
        failure={failure}
        onSubmit={submit}
        onClose={onClose}
      >
        <Pair>
          <TextInput label="Role" optional maxLength={120} error={errors.duty?.message} {...form.register('duty')} />
          <TextInput
            label="Hours"
            optional
            inputMode="decimal"
            hint="Of work done, such as 37.5."
            error={errors.hours?.message}
            {...form.register('hours', { pattern: { value: /^\s*(\d{1,4}(\.\d{1,2})?)?\s*$/, message: 'Enter hours such as 37.5.' } })}
          />
        </Pair>
      </FormDialog>
      {conflict}
    </>
  );
}

/** What an officer did, once work has begun. */
export default function ServiceDialog({ activityId, assigned, onClose }: { activityId: string; assigned: Assigned; onClose: () => void }) {
  const { data } = useQuery(assignmentDetail(activityId, assigned.id));
  return data ? <ServiceForm activityId={activityId} assignment={data} onClose={onClose} /> : null;
}
