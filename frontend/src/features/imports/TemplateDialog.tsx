import { useQueryClient } from '@tanstack/react-query';
import { Checkbox, FormDialog, TextInput, useActionForm, useIdempotencyKey } from '@/shared/forms';
import { toast } from '@/shared/ui';
import { createTemplate, refreshImports, type Import } from './queries';

/** Keeps how a file was read under a name, for the next ones like it. */
export default function TemplateDialog({ record, onClose }: { record: Import; onClose: () => void }) {
  const client = useQueryClient();
  const key = useIdempotencyKey();
  const { form, submit, busy, failure } = useActionForm({
    values: { name: '', shared: false },
    fields: ['name', 'shared'],
    refresh: () => refreshImports(client),
    send: async ({ name, shared }) => {
      try {
        await createTemplate(record, name.trim(), shared, key.header());
      } catch (error) {
        key.answered(error);
        throw error;
      }
    },
    onDone: () => {
      toast.done('Template saved');
      onClose();
    },
  });
  const { errors } = form.formState;
  return (
    <FormDialog
      title="Save as a template"
      subtitle="Columns, encoding, dates and what to do, for the next file like this one."
      size="sm"
      submit="Save"
      busy={busy}
      failure={failure}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextInput label="Name" maxLength={80} error={errors.name?.message} {...form.register('name', { validate: (value) => value.trim() !== '' || 'Give it a name.' })} />
      <Checkbox label="Share it with colleagues" hint="Of your agency, post or office. Only you can change it." {...form.register('shared')} />
    </FormDialog>
  );
}
