import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { api, read } from '@/shared/api';
import type { components } from '@/shared/api/schema';
import { applyProblem, DateField, FormDialog, Pair, Select, useIdempotencyKey, type ComboboxOption } from '@/shared/forms';
import { CLAIM_KINDS } from '@/shared/labels';
import { ActivityPicker, OfficerPicker } from '@/shared/pickers';
import { toast } from '@/shared/ui';
import { refreshClaims } from './queries';

const EMPTY = { kind: 'travel_voucher', starts_on: '', ends_on: '' };

/** A draft for an activity; its page opens, where lines are added. */
export default function ClaimCreateDialog({ activityId, onClose }: { activityId?: string | undefined; onClose: () => void }) {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const key = useIdempotencyKey();
  const [chosen, setChosen] = useState<ComboboxOption | null>();
  const [officer, setOfficer] = useState<ComboboxOption | null>(null);
  const [faults, setFaults] = useState<{ activity?: string; officer?: string }>({});
  const [failure, setFailure] = useState<string>();
  const form = useForm({ defaultValues: EMPTY });
  const { errors } = form.formState;
  const wanted = chosen === undefined ? activityId : chosen?.value;
  const activity = useQuery({
    queryKey: ['activities', 'detail', wanted, 'for-claim'],
    queryFn: ({ signal }) => read(api.GET('/api/v1/activities/{activity_id}', { params: { path: { activity_id: wanted ?? '' } }, signal })),
    enabled: wanted !== undefined,
  }).data;
  const option = chosen === undefined ? (activity ? { value: activity.id, label: activity.title } : null) : chosen;

  const submit = form.handleSubmit(async ({ kind, starts_on, ends_on }) => {
    setFailure(undefined);
    if (!option) return;
    try {
      const body = {
        activity_id: option.value,
        kind: kind as components['schemas']['ClaimKind'],
        // The whole activity unless the person says otherwise.
        period: { starts_on: starts_on || activity?.starts_on || '', ends_on: ends_on || activity?.ends_on || '' },
        officer_id: officer?.value ?? null,
      };
      const made = await read(api.POST('/api/v1/claims', { body, params: { header: key.header() } }));
      void refreshClaims(queryClient);
      toast.done(`Draft ${made.reference} saved`);
      await navigate({ to: '/claims/$id', params: { id: made.id } });
    } catch (error) {
      key.answered(error);
      // The two pickers stand outside the form and take their messages from here.
      const found: { activity?: string; officer?: string } = {};
      const into = ((name: string, { message }: { message?: string }, options?: { shouldFocus: boolean }) => {
        if (name === 'activity_id') found.activity = message ?? '';
        else if (name === 'officer_id') found.officer = message ?? '';
        else form.setError(name as keyof typeof EMPTY, { type: 'server', message: message ?? '' }, options);
      }) as typeof form.setError;
      setFailure(
        applyProblem(error, into, ['activity_id', 'officer_id', ...Object.keys(EMPTY)], { 'period.starts_on': 'starts_on', 'period.ends_on': 'ends_on' }),
      );
      setFaults(found);
    }
  });
  return (
    <FormDialog
      title="New claim"
      subtitle="A draft under the activity’s instrument. It is yours until it is handed in."
      submit="Save draft"
      busy={form.formState.isSubmitting}
      failure={failure}
      onSubmit={() => {
        setFaults(option ? {} : { activity: 'Choose the activity.' });
        void submit();
      }}
      onClose={onClose}
    >
      <ActivityPicker
        label="Activity"
        value={option}
        error={faults.activity}
        onChange={(next) => {
          setChosen(next);
          setFaults({});
        }}
      />
      <Select label="Kind" options={CLAIM_KINDS} error={errors.kind?.message} {...form.register('kind')} />
      <Pair>
        <DateField label="From" optional hint="Left out: the activity’s first day" error={errors.starts_on?.message} {...form.register('starts_on')} />
        <DateField label="To" optional hint="Left out: its last day" error={errors.ends_on?.message} {...form.register('ends_on')} />
      </Pair>
      <OfficerPicker
        label="Who is paid"
        optional
        hint="An officer; left out, the agency."
        agencyId={activity?.agency.id}
        value={officer}
        error={faults.officer}
        onChange={setOfficer}
      />
    </FormDialog>
  );
}
