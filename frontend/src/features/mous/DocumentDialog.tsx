import { useQueryClient } from '@tanstack/react-query';
import { Controller } from 'react-hook-form';
import { useCan } from '@/shared/access';
import { api } from '@/shared/api';
import { DateField, FormDialog, Select, TextInput, useActionForm, useIdempotencyKey } from '@/shared/forms';
import { toast } from '@/shared/ui';
import { DOCUMENT_KINDS, OF_THE_AGENCY } from './documents';
import { HashField } from './HashField';
import { refreshMous, type Mou } from './queries';

interface DocumentValues {
  kind: (typeof DOCUMENT_KINDS)[number]['value'];
  title: string;
  text_sha256: string;
  kept_at: string;
  dated_on: string;
}

export default function DocumentDialog({ mou, onClose }: { mou: Mou; onClose: () => void }) {
  const queryClient = useQueryClient();
  const key = useIdempotencyKey();
  // The agency files the papers of its own side.
  const kinds = useCan()('mous:edit') ? DOCUMENT_KINDS : DOCUMENT_KINDS.filter(({ value }) => OF_THE_AGENCY.has(value));
  const { form, submit, busy, failure } = useActionForm<DocumentValues>({
    values: { kind: kinds.length < DOCUMENT_KINDS.length ? 'council_approval' : mou.status === 'clearance' ? 'legal_clearance' : 'signed_text', title: '', text_sha256: '', kept_at: '', dated_on: '' },
    fields: ['kind', 'title', 'text_sha256', 'kept_at', 'dated_on'],
    refresh: () => refreshMous(queryClient),
    send: async (body) => {
      try {
        await api.POST('/api/v1/mous/{mou_id}/documents', { params: { path: { mou_id: mou.id }, header: key.header() }, body: { ...body, kept_at: body.kept_at.trim() || null } });
      } catch (error) {
        key.answered(error);
        throw error;
      }
    },
    onDone: () => {
      toast.done('Document filed');
      onClose();
    },
  });
  const { errors } = form.formState;
  return (
    <FormDialog title="File a document" size="sm" submit="File document" busy={busy} failure={failure} onSubmit={submit} onClose={onClose}>
      <Select label="Kind" options={kinds} error={errors.kind?.message} {...form.register('kind')} />
      <TextInput label="Title" maxLength={200} error={errors.title?.message} {...form.register('title', { required: 'Give it a title.' })} />
      <DateField label="Dated" error={errors.dated_on?.message} {...form.register('dated_on', { required: 'Enter its date.' })} />
      <TextInput
        label="Kept at"
        optional
        hint="The reference under which the records office finds it."
        maxLength={200}
        error={errors.kept_at?.message}
        {...form.register('kept_at')}
      />
      <Controller
        control={form.control}
        name="text_sha256"
        rules={{ required: 'Choose the file.' }}
        render={({ field, fieldState }) => (
          <HashField label="File" value={field.value} onChange={field.onChange} error={fieldState.error?.message} />
        )}
      />
    </FormDialog>
  );
}
