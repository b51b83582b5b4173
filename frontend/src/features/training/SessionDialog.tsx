import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { api, ifMatch, read, type Versioned } from '@/shared/api';
import { DateField, FormDialog, Pair, TextInput, useIdempotencyKey, useRecordForm } from '@/shared/forms';
import { formatDate } from '@/shared/format';
import { toast } from '@/shared/ui';
import { readSession, refreshTraining, type TrainingSession } from './queries';

interface Values {
  name: string;
  location: string;
  starts_on: string;
  ends_on: string;
  capacity: string;
}

type Stored = Pick<TrainingSession, 'name' | 'location' | 'starts_on' | 'ends_on' | 'capacity'>;

const NEW: Versioned<Stored> = { data: { name: '', location: '', starts_on: '', ends_on: '', capacity: 20 }, etag: '' };
const toValues = ({ capacity, ...rest }: Stored): Values => ({ ...rest, capacity: String(capacity) });
const day = { show: (value: string) => formatDate(value) };

/** Undefined plans a session. */
export default function SessionDialog({ session, onClose }: { session: Versioned<TrainingSession> | undefined; onClose: () => void }) {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const key = useIdempotencyKey();
  const { form, submit, busy, failure, conflict } = useRecordForm<Stored, Values>({
    record: session ?? NEW,
    toValues,
    fields: {
      name: { label: 'Name' },
      location: { label: 'Place' },
      starts_on: { label: 'First day', ...day },
      ends_on: { label: 'Last day', ...day },
      capacity: { label: 'Places' },
    },
    save: async ({ capacity, ...changed }, etag, all) => {
      if (session) {
        await api.PATCH('/api/v1/training-sessions/{session_id}', {
          params: { path: { session_id: session.data.id }, header: ifMatch(etag) },
          body: { ...changed, capacity: capacity === undefined ? undefined : Number(capacity) },
        });
        return;
      }
      try {
        const body = { ...all, name: all.name.trim(), location: all.location.trim(), capacity: Number(all.capacity) };
        const made = await read(api.POST('/api/v1/training-sessions', { params: { header: key.header() }, body }));
        await navigate({ to: '/training/$id', params: { id: made.id } });
      } catch (error) {
        key.answered(error);
        throw error;
      }
    },
    reload: () => (session ? readSession(session.data.id) : Promise.resolve(NEW)),
    onSaved: () => {
      void refreshTraining(queryClient);
      toast.done(session ? 'Session saved' : 'Session planned');
      onClose();
    },
  });
  const { errors } = form.formState;
  return (
    <>
      <FormDialog
        title={session ? 'Edit session' : 'Plan a session'}
        submit={session ? 'Save session' : 'Plan session'}
        busy={busy}
        failure={failure}
        onSubmit={submit}
        onClose={onClose}
      >
        <TextInput label="Name" maxLength={120} error={errors.name?.message} {...form.register('name', { required: 'Enter a name.' })} />
        <TextInput label="Place" maxLength={200} error={errors.location?.message} {...form.register('location', { required: 'Enter the place.' })} />
        <Pair>
          <DateField label="First day" error={errors.starts_on?.message} {...form.register('starts_on', { required: 'Enter the first day.' })} />
          <DateField label="Last day" error={errors.ends_on?.message} {...form.register('ends_on', { required: 'Enter the last day.' })} />
        </Pair>
        <TextInput
          label="Places"
          inputMode="numeric"
          error={errors.capacity?.message}
          {...form.register('capacity', { pattern: { value: /^[1-9]\d{0,3}$/, message: 'Enter a whole number.' } })}
        />
      </FormDialog>
      {conflict}
    </>
  );
}
