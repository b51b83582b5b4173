import { useState } from 'react';
import { Controller, useForm } from 'react-hook-form';
import { api, ifMatch, read } from '@/shared/api';
import { applyProblem, Checkbox, FormDialog, PickMany, Textarea, TextInput, useIdempotencyKey } from '@/shared/forms';
import { humanize } from '@/shared/format';
import { toast } from '@/shared/ui';
import WebhookSecret from './WebhookSecret';
import { SUBJECTS } from './words';
import type { FedSubject, Webhook } from './queries';

interface Values {
  url: string;
  description: string;
  types: string;
  subjects: string[];
  include_record: boolean;
}

const OPTIONS = SUBJECTS.map((value) => ({ value, label: humanize(value) }));

interface Props {
  /** The one to change; left out, a new one is made. */
  webhook?: { record: Webhook; etag: string };
  onClose: () => void;
  onSaved: () => void;
}

export default function WebhookDialog({ webhook, onClose, onSaved }: Props) {
  const key = useIdempotencyKey();
  const [failure, setFailure] = useState<string>();
  const [secret, setSecret] = useState<string>();
  const old = webhook?.record;
  const { register, control, handleSubmit, setError, formState } = useForm<Values>({
    defaultValues: {
      url: old?.url ?? '',
      description: old?.description ?? '',
      types: (old?.event_types ?? []).join('\n'),
      subjects: old?.subject_types ?? [],
      include_record: old?.include_record ?? false,
    },
  });
  const { errors, isSubmitting } = formState;
  const submit = handleSubmit(async ({ url, description, types, subjects, include_record: includeRecord }) => {
    setFailure(undefined);
    const body = {
      url: url.trim(),
      description: description.trim(),
      event_types: types.split(/[\s,]+/).filter(Boolean),
      subject_types: subjects as FedSubject[],
      include_record: includeRecord,
    };
    try {
      if (webhook) {
        await api.PATCH('/api/v1/webhooks/{webhook_id}', {
          params: { path: { webhook_id: webhook.record.id }, header: ifMatch(webhook.etag) },
          body,
        });
        toast.done('Webhook changed');
        onSaved();
        onClose();
        return;
      }
      const made = await read(api.POST('/api/v1/webhooks', { params: { header: key.header() }, body }));
      setSecret(made.secret);
      onSaved();
    } catch (error) {
      key.answered(error);
      setFailure(applyProblem(error, setError, ['url', 'description', 'types', 'subjects'], { event_types: 'types', subject_types: 'subjects' }));
    }
  });
  if (secret !== undefined) return <WebhookSecret secret={secret} onClose={onClose} />;
  return (
    <FormDialog
      title={webhook ? 'Change webhook' : 'Add webhook'}
      subtitle="It is told only of what you may see yourself."
      submit={webhook ? 'Save' : 'Add webhook'}
      busy={isSubmitting}
      failure={failure}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <TextInput
        label="Address"
        type="url"
        placeholder="https://receiver.example.gov/events"
        error={errors.url?.message}
        {...register('url', { required: 'Enter the address.' })}
      />
      <TextInput label="Description" hint="Which system it is." maxLength={200} error={errors.description?.message} {...register('description')} />
      <Textarea
        label="Types of events"
        hint="One a line, such as claims.submitted, or claims.* for all of claims. Empty: all."
        rows={3}
        error={errors.types?.message}
        {...register('types')}
      />
      <Controller
        control={control}
        name="subjects"
        render={({ field }) => <PickMany label="About" hint="Empty: about everything." options={OPTIONS} value={field.value} onChange={field.onChange} error={errors.subjects?.message} />}
      />
      <Checkbox label="Send the record along" hint="As its list shows it. Left out, messages only say what changed." {...register('include_record')} />
    </FormDialog>
  );
}
