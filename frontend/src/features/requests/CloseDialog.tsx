import { useQueryClient } from '@tanstack/react-query';
import { useWatch } from 'react-hook-form';
import { api, ifMatch, type Versioned } from '@/shared/api';
import { FormDialog, Select, TextInput, useActionForm } from '@/shared/forms';
import { Notice, toast } from '@/shared/ui';
import { refreshRequests, type Request } from './queries';
import { UNMET_REASONS } from './unmet';

type Outcome = 'filled' | 'unfilled' | 'cancelled';

const OUTCOMES: readonly { value: Outcome; label: string }[] = [
  { value: 'filled', label: 'Filled: an accepted offer meets the need' },
  { value: 'unfilled', label: 'Unfilled: nobody could help' },
  { value: 'cancelled', label: 'Cancelled: the need is gone' },
];

type Unmet = (typeof UNMET_REASONS)[number]['value'];

export default function CloseDialog({ request, onClose }: { request: Versioned<Request>; onClose: () => void }) {
  const queryClient = useQueryClient();
  const { data: record, etag } = request;
  const short = (outcome: Outcome) => outcome === 'unfilled' || (outcome === 'filled' && record.fill === 'partial');
  const { form, submit, busy, failure } = useActionForm<{ outcome: Outcome; reason: string; unmet_reason: '' | Unmet }>({
    values: { outcome: record.officers_accepted > 0 ? 'filled' : 'unfilled', reason: '', unmet_reason: '' },
    fields: ['outcome', 'reason', 'unmet_reason'],
    refresh: () => refreshRequests(queryClient),
    send: ({ outcome, reason, unmet_reason: unmet }) =>
      api.POST('/api/v1/requests/{request_id}/close', {
        params: { path: { request_id: record.id }, header: ifMatch(etag) },
        body: { outcome, reason: reason.trim() || null, unmet_reason: short(outcome) ? unmet || null : null },
      }),
    onDone: () => {
      toast.done(`${record.reference} closed`);
      onClose();
    },
  });
  const errors = form.formState.errors;
  const outcome = useWatch({ control: form.control, name: 'outcome' });
  return (
    <FormDialog title="Close this request" size="sm" submit="Close request" busy={busy} failure={failure} onSubmit={submit} onClose={onClose}>
      <Select label="Outcome" options={OUTCOMES} error={errors.outcome?.message} {...form.register('outcome')} />
      {outcome === 'filled' && record.fill === 'partial' ? (
        <Notice tone="warn">{`${record.officers_accepted} of ${record.headcount} officers come: the need is met in part.`}</Notice>
      ) : null}
      {short(outcome) ? (
        <Select
          label="What stood in the way"
          placeholder="Choose"
          options={UNMET_REASONS}
          error={errors.unmet_reason?.message}
          {...form.register('unmet_reason', { validate: (value, all) => !short(all.outcome) || value !== '' || 'Choose what stood in the way.' })}
        />
      ) : null}
      <TextInput
        label="Reason"
        optional={outcome === 'filled'}
        maxLength={500}
        error={errors.reason?.message}
        {...form.register('reason', { validate: (value, all) => all.outcome === 'filled' || value.trim() !== '' || 'Say why in a line.' })}
      />
      <Notice>Agencies that have not answered are not waited for any more. This cannot be undone.</Notice>
    </FormDialog>
  );
}
