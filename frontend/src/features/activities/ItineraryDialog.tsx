import { useQueryClient } from '@tanstack/react-query';
import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { api, ifMatch, type Versioned } from '@/shared/api';
import { DateField, FormDialog, Pair, TextInput, useIdempotencyKey, useRecordForm } from '@/shared/forms';
import { formatDate } from '@/shared/format';
import { Button, toast } from '@/shared/ui';
import { readItineraryItem, refreshActivities, type Activity, type ItineraryItem } from './queries';

interface Values {
  held_on: string;
  starts_at: string;
  ends_at: string;
  title: string;
  venue: string;
  host: string;
}
type Stored = Pick<ItineraryItem, keyof Values>;

const orNull = (value: string | undefined) => (value === undefined ? undefined : value.trim() || null);

interface ItineraryDialogProps {
  activity: Activity;
  /** Undefined adds one. */
  item: Versioned<ItineraryItem> | undefined;
  /** The last one so far: the next is likely on the same day, at its end. */
  after: ItineraryItem | undefined;
  onClose: () => void;
}

export default function ItineraryDialog({ activity, item, after, onClose }: ItineraryDialogProps) {
  const queryClient = useQueryClient();
  const key = useIdempotencyKey();
  const [removing, setRemoving] = useState(false);
  const path = { activity_id: activity.id };
  const next: Stored = {
    held_on: after?.held_on ?? activity.starts_on ?? '',
    starts_at: after?.ends_at ?? null,
    ends_at: null,
    title: '',
    venue: after ? after.venue : activity.venue,
    host: null,
  };
  const { form, submit, busy, failure, conflict } = useRecordForm<Stored, Values>({
    record: item ?? { data: next, etag: '' },
    toValues: ({ held_on, starts_at, ends_at, title, venue, host }) => ({
      held_on,
      starts_at: starts_at ?? '',
      ends_at: ends_at ?? '',
      title,
      venue: venue ?? '',
      host: host ?? '',
    }),
    fields: {
      held_on: { label: 'Day', show: (day: string) => formatDate(day) },
      starts_at: { label: 'From' },
      ends_at: { label: 'To' },
      title: { label: 'What' },
      venue: { label: 'Where' },
      host: { label: 'Received by' },
    },
    save: async (changes, etag, all) => {
      const { held_on: day, title, ...texts } = item ? changes : all;
      const body = {
        ...(day === undefined ? {} : { held_on: day }),
        ...(title === undefined ? {} : { title: title.trim() }),
        ...Object.fromEntries(Object.entries(texts).map(([name, value]) => [name, orNull(value)])),
      };
      if (item) {
        await api.PATCH('/api/v1/activities/{activity_id}/itinerary/{item_id}', {
          params: { path: { ...path, item_id: item.data.id }, header: ifMatch(etag) },
          body: body as never,
        });
      } else {
        await api.POST('/api/v1/activities/{activity_id}/itinerary', { params: { path, header: key.header() }, body: body as never });
      }
    },
    reload: () => readItineraryItem(activity.id, item?.data.id ?? ''),
    onSaved: async () => {
      await refreshActivities(queryClient);
      toast.done(item ? 'Itinerary saved' : 'Added to the itinerary');
      onClose();
    },
  });
  const remove = async () => {
    if (!item) return;
    setRemoving(true);
    try {
      await api.DELETE('/api/v1/activities/{activity_id}/itinerary/{item_id}', {
        params: { path: { ...path, item_id: item.data.id }, header: ifMatch(item.etag) },
      });
      await refreshActivities(queryClient);
      toast.done('Taken off the itinerary');
      onClose();
    } catch (error) {
      toast.failed(error);
      setRemoving(false);
    }
  };
  const { errors } = form.formState;
  return (
    <>
      <FormDialog
        title={item ? 'Edit itinerary' : 'Add to the itinerary'}
        subtitle="Times are local to the place."
        submit={item ? 'Save' : 'Add to itinerary'}
        busy={busy}
        failure={failure}
        onSubmit={submit}
        onClose={onClose}
      >
        <TextInput label="What" maxLength={200} error={errors.title?.message} {...form.register('title', { validate: (value) => value.trim() !== '' || 'Say what happens.' })} />
        <DateField label="Day" error={errors.held_on?.message} {...form.register('held_on', { required: 'Enter the day.' })} />
        <Pair>
          <TextInput label="From" type="time" optional error={errors.starts_at?.message} {...form.register('starts_at')} />
          <TextInput label="To" type="time" optional error={errors.ends_at?.message} {...form.register('ends_at')} />
        </Pair>
        <TextInput label="Where" optional maxLength={200} error={errors.venue?.message} {...form.register('venue')} />
        <TextInput label="Received by" optional hint="An office or a role." maxLength={120} error={errors.host?.message} {...form.register('host')} />
        {item ? (
          <div>
            <Button variant="danger" size="sm" icon={Trash2} busy={removing} onClick={() => void remove()}>
              Take off the itinerary
            </Button>
          </div>
        ) : null}
      </FormDialog>
      {conflict}
    </>
  );
}
