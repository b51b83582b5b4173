import { useState } from 'react';
import { Controller, useForm } from 'react-hook-form';
import { api } from '@/shared/api';
import { applyProblem, DateField, FormDialog } from '@/shared/forms';
import { Segmented, toast } from '@/shared/ui';
import type { Message } from './queries';

const DAY = 86_400_000;
const day = (ahead: number) => new Date(Date.now() + ahead * DAY).toISOString().slice(0, 10);

interface MuteForm {
  about: string;
  until: string;
}

/** Quiet about one record, or about all of one kind, until a day. */
export default function MuteDialog({ message, onMuted, onClose }: { message: Message; onMuted: () => void; onClose: () => void }) {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();
  const { register, control, handleSubmit, setError, formState } = useForm<MuteForm>({
    defaultValues: { about: 'record', until: day(14) },
  });
  const submit = handleSubmit(async ({ about, until }) => {
    setBusy(true);
    setFailure(undefined);
    try {
      const subject = { type: message.subject.type, id: message.subject.id };
      await api.POST('/api/v1/notifications/mutes', { body: about === 'record' ? { subject, until } : { kind: message.kind, until } });
      onMuted();
      toast.done('Muted. What comes meanwhile is in the inbox, as read');
      onClose();
    } catch (error) {
      setFailure(applyProblem(error, setError, ['until']));
    } finally {
      setBusy(false);
    }
  });
  const name = message.subject.label ?? 'this record';
  return (
    <FormDialog
      title="Mute"
      subtitle="Nothing is mailed and nothing counts as unread until the day has passed."
      size="sm"
      submit="Mute"
      busy={busy}
      failure={failure}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <Controller
        control={control}
        name="about"
        render={({ field }) => (
          <Segmented
            label="What to mute"
            value={field.value}
            onChange={field.onChange}
            tabs={[
              { value: 'record', label: name },
              { value: 'kind', label: 'All messages like this' },
            ]}
          />
        )}
      />
      <DateField
        label="Through"
        min={day(0)}
        error={formState.errors.until?.message}
        {...register('until', { required: 'Choose the last quiet day.' })}
      />
    </FormDialog>
  );
}
