import { useState } from 'react';
import { Controller, useForm, useWatch } from 'react-hook-form';
import { useMe } from '@/shared/access';
import { api, read } from '@/shared/api';
import { applyProblem, Choices, FormDialog, Select, TextInput, useIdempotencyKey } from '@/shared/forms';
import { SecretDialog } from '@/shared/ui/SecretDialog';

interface Values {
  name: string;
  days: string;
  scopes: string[];
}

const LIVES = [
  { value: '7', label: 'A week' },
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '365', label: 'A year' },
];
const WIDE = [
  { value: 'read', label: 'Read', hint: 'Everything you can read' },
  { value: 'write', label: 'Read and change', hint: 'Everything you can do' },
];

/** An instant as the API writes it. */
const daysFromNow = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().replace(/\.\d+Z$/, 'Z');

export default function TokenDialog({ onClose, onMade }: { onClose: () => void; onMade: () => void }) {
  const me = useMe();
  const key = useIdempotencyKey();
  const [failure, setFailure] = useState<string>();
  const [secret, setSecret] = useState<string>();
  const { register, control, handleSubmit, setError, formState } = useForm<Values>({
    defaultValues: { name: '', days: '90', scopes: ['read'] },
  });
  const { errors, isSubmitting } = formState;
  const scopes = useWatch({ control, name: 'scopes' });
  const wide = scopes.includes('read') || scopes.includes('write');
  const submit = handleSubmit(async ({ name, days, scopes }) => {
    setFailure(undefined);
    try {
      const made = await read(
        api.POST('/api/v1/api-tokens', { params: { header: key.header() }, body: { name: name.trim(), scopes, expires_at: daysFromNow(Number(days)) } }),
      );
      setSecret(made.token);
      onMade();
    } catch (error) {
      key.answered(error);
      setFailure(applyProblem(error, setError, ['name', 'days', 'scopes'], { expires_at: 'days' }));
    }
  });
  if (secret !== undefined) return <SecretDialog title="Copy your token" label="Token" secret={secret} onClose={onClose} />;
  return (
    <FormDialog
      title="Create token"
      subtitle="It can never do more than you can."
      submit="Create token"
      busy={isSubmitting}
      failure={failure}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <TextInput
        label="Name"
        hint="What will use it."
        error={errors.name?.message}
        {...register('name', { required: 'Say what will use it.', maxLength: { value: 80, message: 'At most 80 characters.' } })}
      />
      <Select label="Works for" options={LIVES} error={errors.days?.message} {...register('days')} />
      <Controller
        control={control}
        name="scopes"
        rules={{ validate: (value) => value.length > 0 || 'Choose what it may do.' }}
        render={({ field }) => (
          <>
            <Choices legend="May" options={WIDE} value={field.value} onChange={field.onChange} error={errors.scopes?.message} />
            {wide ? null : (
              <Choices
                legend="Or only these permissions"
                options={me.permissions.map((permission) => ({ value: permission, label: permission }))}
                value={field.value}
                onChange={field.onChange}
              />
            )}
          </>
        )}
      />
    </FormDialog>
  );
}
