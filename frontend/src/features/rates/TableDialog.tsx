import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { DateField, Field, FormDialog, Select, TextInput, useActionForm } from '@/shared/forms';
import { handIn, type EditionRow } from './editions';

const COVERAGE = [
  { value: 'whole_table', label: 'All places: what is missing has no rate any more' },
  { value: 'listed_countries', label: 'Only the countries in it' },
];
const EMPTY = { effective_from: '', coverage: 'whole_table', source: '', file: '' };

/** Hands in a file. Nothing takes effect by it. */
export default function TableDialog({ onClose, onRead }: { onClose: () => void; onRead: (id: string) => void }) {
  const queryClient = useQueryClient();
  const [file, setFile] = useState<File>();
  const { form, submit, busy, failure } = useActionForm({
    values: EMPTY,
    fields: ['effective_from', 'coverage', 'source', 'file'],
    refresh: () => queryClient.invalidateQueries({ queryKey: ['rates', 'editions'] }),
    send: async (values) => {
      if (file) onRead(await handIn(file, values.effective_from, values.coverage as EditionRow['coverage'], values.source.trim()));
    },
    onDone: () => undefined,
  });
  const { register, formState } = form;
  return (
    <FormDialog
      title="Hand in a rate table"
      subtitle="It is read and compared with the rates of its day. Nothing takes effect until you apply it."
      submit="Compare"
      busy={busy}
      failure={failure}
      onSubmit={submit}
      onClose={onClose}
    >
      <Field label="File" hint="CSV or XLSX as State, Defense, GSA or the Treasury publish it, or with the columns of an export." error={formState.errors.file?.message}>
        {(ids) => (
          <input
            {...ids}
            type="file"
            accept=".csv,.txt,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
            {...register('file', { required: 'Choose a file.', onChange: (event: { target: HTMLInputElement }) => setFile(event.target.files?.[0]) })}
          />
        )}
      </Field>
      <DateField
        label="Counts from"
        hint="For State’s file the first of its month."
        error={formState.errors.effective_from?.message}
        {...register('effective_from', { required: 'Say from which day it counts.' })}
      />
      <Select label="The file lists" options={COVERAGE} error={formState.errors.coverage?.message} {...register('coverage')} />
      <TextInput label="Source" optional maxLength={200} hint="Where it was published." error={formState.errors.source?.message} {...register('source')} />
    </FormDialog>
  );
}
