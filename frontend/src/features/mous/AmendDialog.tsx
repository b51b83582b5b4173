import { useQueryClient } from '@tanstack/react-query';
import { Controller } from 'react-hook-form';
import { api, ifMatch, type Versioned } from '@/shared/api';
import { DateField, FormDialog, Pair, Textarea, useActionForm } from '@/shared/forms';
import { toast } from '@/shared/ui';
import { HashField } from './HashField';
import { refreshMous, type Mou } from './queries';

/** An amendment that both have signed; with a new end it renews the agreement. */
export default function AmendDialog({ mou, onClose }: { mou: Versioned<Mou>; onClose: () => void }) {
  const queryClient = useQueryClient();
  const { form, submit, busy, failure } = useActionForm({
    values: { summary: '', text_sha256: '', ends_on: '', inl_signed_on: '', agency_signed_on: '' },
    fields: ['summary', 'text_sha256', 'ends_on', 'inl_signed_on', 'agency_signed_on'],
    refresh: () => refreshMous(queryClient),
    send: ({ ends_on, ...body }) =>
      api.POST('/api/v1/mous/{mou_id}/amend', {
        params: { path: { mou_id: mou.data.id }, header: ifMatch(mou.etag) },
        body: { ...body, ends_on: ends_on || null },
      }),
    onDone: () => {
      toast.done('Amendment recorded');
      onClose();
    },
  });
  const { errors } = form.formState;
  return (
    <FormDialog
      title="Record an amendment"
      subtitle="Signed by both parties. A new last day renews the agreement if it was signed before the old one."
      submit="Record amendment"
      busy={busy}
      failure={failure}
      onSubmit={submit}
      onClose={onClose}
    >
      <Textarea label="What it changes" rows={3} maxLength={2000} error={errors.summary?.message} {...form.register('summary', { required: 'Say what it changes.' })} />
      <DateField label="New last day" optional error={errors.ends_on?.message} {...form.register('ends_on')} />
      <Pair>
        <DateField label="INL signed on" error={errors.inl_signed_on?.message} {...form.register('inl_signed_on', { required: 'Enter the day.' })} />
        <DateField
          label="The agency signed on"
          error={errors.agency_signed_on?.message}
          {...form.register('agency_signed_on', { required: 'Enter the day.' })}
        />
      </Pair>
      <Controller
        control={form.control}
        name="text_sha256"
        rules={{ required: 'Choose the signed text.' }}
        render={({ field, fieldState }) => (
          <HashField label="Signed text" value={field.value} onChange={field.onChange} error={fieldState.error?.message} />
        )}
      />
    </FormDialog>
  );
}
