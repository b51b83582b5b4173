import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { api, read } from '@/shared/api';
import { applyProblem, FormDialog, Select, TextInput, useIdempotencyKey } from '@/shared/forms';
import { SecretDialog } from '@/shared/ui/SecretDialog';
import type { ServiceClient } from './queries';

const LIVES = [
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '180', label: 'Half a year' },
  { value: '365', label: 'A year' },
];
const OTHERS = [
  { value: '', label: 'Go on working' },
  { value: '0', label: 'End at once' },
  { value: '1', label: 'End in an hour' },
  { value: '24', label: 'End in a day' },
  { value: '168', label: 'End in a week' },
];

interface Values {
  name: string;
  days: string;
  overlap: string;
}

/** An instant as the API writes it. */
const daysFromNow = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().replace(/\.\d+Z$/, 'Z');

interface IssueDialogProps {
  client: ServiceClient;
  /** Others work: the new one takes their place after a while. */
  rotating: boolean;
  onClose: () => void;
  onMade: () => void;
}

export default function IssueDialog({ client, rotating, onClose, onMade }: IssueDialogProps) {
  const key = useIdempotencyKey();
  const [failure, setFailure] = useState<string>();
  const [secret, setSecret] = useState<string>();
  const { register, handleSubmit, setError, formState } = useForm<Values>({
    defaultValues: { name: '', days: '90', overlap: rotating ? '24' : '' },
  });
  const { errors, isSubmitting } = formState;
  const submit = handleSubmit(async ({ name, days, overlap }) => {
    setFailure(undefined);
    try {
      const made = await read(
        api.POST('/api/v1/service-clients/{client_id}/tokens', {
          params: { path: { client_id: client.id }, header: key.header() },
          body: { name: name.trim(), expires_at: daysFromNow(Number(days)), overlap_hours: overlap ? Number(overlap) : null },
        }),
      );
      setSecret(made.token);
      onMade();
    } catch (error) {
      key.answered(error);
      setFailure(applyProblem(error, setError, ['name', 'days', 'overlap'], { expires_at: 'days', overlap_hours: 'overlap' }));
    }
  });
  if (secret !== undefined) return <SecretDialog title={`Copy the token of ${client.name}`} label="Token" secret={secret} onClose={onClose} />;
  return (
    <FormDialog
      title={rotating ? 'Rotate the token' : 'Issue a token'}
      subtitle={`With the scopes of ${client.name}.`}
      size="sm"
      submit={rotating ? 'Rotate token' : 'Issue token'}
      busy={isSubmitting}
      failure={failure}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <TextInput
        label="Name"
        hint="To tell its tokens apart, such as the machine it is for."
        maxLength={100}
        error={errors.name?.message}
        {...register('name', { required: 'Enter a name.' })}
      />
      <Select label="Works for" options={LIVES} error={errors.days?.message} {...register('days')} />
      <Select
        label="Its other tokens"
        options={OTHERS}
        hint="Old and new work side by side while the system changes over."
        error={errors.overlap?.message}
        {...register('overlap')}
      />
    </FormDialog>
  );
}
