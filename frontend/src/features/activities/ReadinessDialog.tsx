import { useQueryClient } from '@tanstack/react-query';
import { api, ifMatch } from '@/shared/api';
import { DateField, FormDialog, Pair, Textarea, TextInput, useActionForm } from '@/shared/forms';
import { formatDate } from '@/shared/format';
import { toast } from '@/shared/ui';
import { refreshActivities, type ReadinessRequirement } from './queries';
import { readinessName } from './readiness';

export interface ReadinessTask {
  way: 'set' | 'waive';
  activityId: string;
  assignmentId: string;
  officer: string;
  requirement: ReadinessRequirement;
}

/** Records one item of an officer's readiness, or lets the officer go without it until a day. */
export default function ReadinessDialog({ task, onClose }: { task: ReadinessTask; onClose: () => void }) {
  const queryClient = useQueryClient();
  const { way, requirement, activityId, assignmentId, officer } = task;
  const { item } = requirement;
  const waive = way === 'waive';
  const name = readinessName(requirement.type);
  const { form, submit, busy, failure } = useActionForm({
    values: { issued_on: item.issued_on ?? '', expires_on: item.expires_on ?? '', evidence: item.evidence ?? '', reason: '' },
    fields: ['issued_on', 'expires_on', 'evidence', 'reason'],
    refresh: () => refreshActivities(queryClient),
    send: (values) => {
      const path = { activity_id: activityId, assignment_id: assignmentId, type: requirement.type };
      const params = { path, header: ifMatch(`"${item.version}"`) };
      return waive
        ? api.POST('/api/v1/activities/{activity_id}/assignments/{assignment_id}/readiness/{type}/waive', {
            params,
            body: { reason: values.reason.trim(), expires_on: values.expires_on },
          })
        : api.PUT('/api/v1/activities/{activity_id}/assignments/{assignment_id}/readiness/{type}', {
            params,
            body: { issued_on: values.issued_on, expires_on: values.expires_on || null, evidence: values.evidence.trim() || null },
          });
    },
    onDone: () => {
      toast.done(waive ? `${name} waived for ${officer}` : `${name} recorded for ${officer}`);
      onClose();
    },
  });
  const { errors } = form.formState;
  return (
    <FormDialog
      title={waive ? `Waive: ${name}` : name}
      subtitle={`${officer}. Must hold through ${formatDate(requirement.through)}: ${requirement.reason}`}
      size="sm"
      submit={waive ? 'Waive item' : 'Record item'}
      busy={busy}
      failure={failure}
      onSubmit={submit}
      onClose={onClose}
    >
      {waive ? (
        <>
          <DateField label="Until" error={errors.expires_on?.message} {...form.register('expires_on', { required: 'Enter the last day of the waiver.' })} />
          <Textarea
            label="Reason"
            rows={3}
            maxLength={500}
            error={errors.reason?.message}
            {...form.register('reason', { validate: (value) => value.trim() !== '' || 'Say why in a line.' })}
          />
        </>
      ) : (
        <>
          <Pair>
            <DateField label="Issued on" error={errors.issued_on?.message} {...form.register('issued_on', { required: 'Enter the day of issue.' })} />
            <DateField label="Expires on" optional error={errors.expires_on?.message} {...form.register('expires_on')} />
          </Pair>
          <TextInput label="Evidence" optional hint="Where it can be seen: a number, a file" maxLength={300} error={errors.evidence?.message} {...form.register('evidence')} />
        </>
      )}
    </FormDialog>
  );
}
