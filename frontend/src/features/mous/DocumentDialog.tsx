import { useQueryClient } from '@tanstack/react-query';
import { Controller } from 'react-hook-form';
import { api } from '@/shared/api';
import { DateField, FormDialog, Select, TextInput, useActionForm, useIdempotencyKey } from '@/shared/forms';
import { toast } from '@/shared/ui';
import { DOCUMENT_KINDS } from './documents';
import { HashField } from './HashField';
import { refreshMous, type Mou } from './queries';

interface DocumentValues {
  kind: (typeof DOCUMENT_KINDS)[number]['value'];
  title: string;
  text_sha256: string;
  dated_on: string;
}

export default function DocumentDialog({ mou, onClose }: { mou: Mou; onClose: () => void }) {
  const queryClient = useQueryClient();
  const key = useIdempotencyKey();
  const { form, submit, busy, failure } = useActionForm<DocumentValues>({
    values: { kind: mou.status === 'clearance' ? 'legal_clearance' : 'signed_text', title: '', text_sha256: '', dated_on: '' },
    fields: ['kind', 'title', 'text_sha256', 'dated_on'],
    refresh: () => refreshMous(queryClient),
    send: async (body) => {
      try {
        await api.POST('/api/v1/mous/{mou_id}/documents', { params: { path: { mou_id: mou.id }, header: key.header() }, body });
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
      <Select label="Kind" options={DOCUMENT_KINDS} error={errors.kind?.message} {...form.register('kind')} />
      <TextInput label="Title" maxLength={200} error={errors.title?.message} {...form.register('title', { required: 'Give it a title.' })} />
      <DateField label="Dated" error={errors.dated_on?.message} {...form.register('dated_on', { required: 'Enter its date.' })} />
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
