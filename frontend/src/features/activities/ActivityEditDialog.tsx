import { useQueryClient } from '@tanstack/react-query';
import { Controller } from 'react-hook-form';
import { api, ifMatch, type Versioned } from '@/shared/api';
import type { components } from '@/shared/api/schema';
import { DateField, FormDialog, MoneyField, Pair, Textarea, TextInput, useRecordForm, type ComboboxOption } from '@/shared/forms';
import { formatDate } from '@/shared/format';
import { InstrumentPicker, ObligationPicker } from '@/shared/pickers';
import { toast } from '@/shared/ui';
import { readActivity, refreshActivities, type Activity } from './queries';

interface Values {
  title: string;
  starts_on: string;
  ends_on: string;
  venue: string;
  summary: string;
  estimate: string;
  instrument: ComboboxOption | null;
  obligation: ComboboxOption | null;
}

const option = (link: { id: string; reference: string } | null): ComboboxOption | null => (link ? { value: link.id, label: link.reference } : null);

const toValues = (activity: Activity): Values => ({
  title: activity.title,
  starts_on: activity.starts_on ?? '',
  ends_on: activity.ends_on ?? '',
  venue: activity.venue ?? '',
  summary: activity.summary ?? '',
  estimate: activity.estimate?.amount ?? '',
  instrument: option(activity.instrument),
  obligation: option(activity.obligation),
});

/** Only what changed, by the names of the wire. */
function asUpdate({ estimate, instrument, obligation, venue, summary, ...plain }: Partial<Values>): components['schemas']['ActivityUpdate'] {
  return {
    ...plain,
    ...(venue === undefined ? {} : { venue: venue.trim() || null }),
    ...(summary === undefined ? {} : { summary: summary.trim() || null }),
    ...(estimate === undefined ? {} : { estimate: estimate.trim() ? { amount: estimate.replaceAll(',', '').trim(), currency: 'USD' } : null }),
    ...(instrument === undefined ? {} : { instrument_id: instrument?.value ?? null }),
    ...(obligation === undefined ? {} : { obligation_id: obligation?.value ?? null }),
  };
}

const named = (value: ComboboxOption | null) => value?.label ?? '—';

/** The plan, and the instrument and obligation that pay for it. */
export default function ActivityEditDialog({ activity, onClose }: { activity: Versioned<Activity>; onClose: () => void }) {
  const queryClient = useQueryClient();
  const id = activity.data.id;
  const { form, submit, busy, failure, conflict } = useRecordForm<Activity, Values>({
    record: activity,
    toValues,
    fields: {
      title: { label: 'Title' },
      starts_on: { label: 'First day', show: (day: string) => formatDate(day) },
      ends_on: { label: 'Last day', show: (day: string) => formatDate(day) },
      venue: { label: 'Venue' },
      summary: { label: 'Summary' },
      estimate: { label: 'Estimate' },
      instrument: { label: 'Instrument', show: named },
      obligation: { label: 'Obligation', show: named },
    },
    aliases: { instrument_id: 'instrument', obligation_id: 'obligation', 'estimate.amount': 'estimate' },
    save: (changes, etag) =>
      api.PATCH('/api/v1/activities/{activity_id}', {
        params: { path: { activity_id: id }, header: ifMatch(etag) },
        body: asUpdate(changes),
      }),
    reload: () => readActivity(id),
    onSaved: () => {
      void refreshActivities(queryClient);
      toast.done('Activity saved');
      onClose();
    },
  });
  const { errors } = form.formState;
  const instrument = form.watch('instrument');
  return (
    <>
      <FormDialog
        title="Edit activity"
        subtitle={activity.data.concurred_at ? 'New days or another venue need the other side’s concurrence again.' : undefined}
        size="lg"
        submit="Save activity"
        busy={busy}
        failure={failure}
        onSubmit={submit}
        onClose={onClose}
      >
        <TextInput label="Title" error={errors.title?.message} {...form.register('title', { required: 'Enter a title.' })} />
        <Pair>
          <DateField label="First day" error={errors.starts_on?.message} {...form.register('starts_on', { required: 'Enter the first day.' })} />
          <DateField label="Last day" error={errors.ends_on?.message} {...form.register('ends_on', { required: 'Enter the last day.' })} />
        </Pair>
        <TextInput label="Venue" optional error={errors.venue?.message} {...form.register('venue')} />
        <Textarea label="Summary" optional rows={3} error={errors.summary?.message} {...form.register('summary')} />
        <MoneyField label="Estimate" optional error={errors.estimate?.message} {...form.register('estimate')} />
        <Pair>
          <Controller
            control={form.control}
            name="instrument"
            render={({ field, fieldState }) => (
              <InstrumentPicker
                label="Instrument"
                optional
                agencyId={activity.data.agency.id}
                value={field.value}
                error={fieldState.error?.message}
                onChange={(chosen) => {
                  field.onChange(chosen);
                  if (chosen?.value !== field.value?.value) form.setValue('obligation', null);
                }}
              />
            )}
          />
          <Controller
            control={form.control}
            name="obligation"
            render={({ field, fieldState }) => (
              <ObligationPicker
                label="Obligation"
                optional
                instrumentId={instrument?.value}
                value={field.value}
                error={fieldState.error?.message}
                onChange={field.onChange}
              />
            )}
          />
        </Pair>
      </FormDialog>
      {conflict}
    </>
  );
}
