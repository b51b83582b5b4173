import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState, type DragEvent } from 'react';
import { Checkbox, Field, FormDialog, Group, Pair, Select, TextInput, useActionForm, useIdempotencyKey } from '@/shared/forms';
import { formatDateTime } from '@/shared/format';
import { ProgressBar } from '@/shared/ui';
import styles from './Imports.module.css';
import { importKinds, importsLike, importTemplates, refreshImports } from './queries';
import { sendImport } from './sendImport';
import { kindName } from './words';

const ACCEPTED = '.csv,.tsv,.txt,.jsonl,.ndjson,.xlsx';
const MODES = [
  { value: 'insert', label: 'Only add new records' },
  { value: 'update', label: 'Only change records there are' },
];
const ENCODINGS = [
  { value: 'windows-1252', label: 'Windows (Western European)' },
  { value: 'iso-8859-1', label: 'Latin 1' },
  { value: 'utf-16', label: 'UTF-16' },
];
const DATES = [
  { value: 'yyyy-mm-dd', label: '2026-09-14' },
  { value: 'mm/dd/yyyy', label: '09/14/2026' },
  { value: 'dd/mm/yyyy', label: '14/09/2026' },
  { value: 'dd.mm.yyyy', label: '14.09.2026' },
];
const DECIMALS = [{ value: ',', label: '1.234,50' }];

const EMPTY = { kind: '', file: '', mode: '', all_or_nothing: false, source: '', template: '', like: '', encoding: '', dates: '', decimal: '' };

/** Takes in a file. Nothing is written by it: the file is read and checked. */
export default function ImportDialog({ onClose }: { onClose: () => void }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const key = useIdempotencyKey();
  const kinds = useQuery(importKinds).data?.items.filter(({ allowed }) => allowed) ?? [];
  const sending = useRef(new AbortController());
  const [file, setFile] = useState<File>();
  const [share, setShare] = useState<number>();
  const [over, setOver] = useState(false);
  useEffect(() => () => sending.current.abort(), []);

  const { form, submit, busy, failure } = useActionForm({
    values: EMPTY,
    fields: ['kind', 'file', 'mode', 'source', 'encoding', 'dates'],
    refresh: () => refreshImports(client),
    send: async ({ kind, mode, source, template, like, encoding, dates, decimal, all_or_nothing: whole }) => {
      if (!file) return;
      sending.current = new AbortController();
      setShare(0);
      try {
        const made = await sendImport({
          file,
          options: { kind, mode, source, template, like: template ? '' : like, encoding, dates, decimal, all_or_nothing: whole ? 'true' : '' },
          key: key.header()['Idempotency-Key'],
          onProgress: setShare,
          signal: sending.current.signal,
        });
        void navigate({ to: '/imports/$id', params: { id: made.id }, search: { step: 'columns' } as never });
      } catch (error) {
        key.answered(error);
        throw error;
      } finally {
        setShare(undefined);
      }
    },
    onDone: onClose,
  });
  const { register, formState, setValue, watch } = form;
  const earlier = useQuery(importsLike(watch('kind'))).data?.items ?? [];
  const templates = useQuery(importTemplates(watch('kind'))).data?.items ?? [];
  const template = templates.find(({ id }) => id === watch('template'));
  const usual = template ? 'As the template says' : undefined;
  const take = (chosen: File | undefined) => {
    setFile(chosen);
    setValue('file', chosen?.name ?? '', { shouldValidate: chosen !== undefined });
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files[0]);
  };
  const { errors } = formState;
  register('file', { required: 'Choose a file.' });

  return (
    <FormDialog
      title="Import a file"
      subtitle="It is read and checked first. Nothing is written until you confirm."
      submit="Send and match columns"
      busy={busy}
      failure={failure}
      onSubmit={submit}
      onClose={onClose}
    >
      <Select
        label="What the rows are"
        placeholder="Choose"
        options={kinds.map(({ kind: value }) => ({ value, label: kindName(value) }))}
        error={errors.kind?.message}
        {...register('kind', { required: 'Say what the rows are.' })}
      />
      <Field label="File" hint="CSV with any delimiter, Excel (.xlsx) or JSON lines, up to 200 MB." error={errors.file?.message}>
        {(ids) => (
          // Dropping is a shortcut for pointers: the button in it does the same by keyboard.
          // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- dropping is beside choosing, which the keyboard can.
          <div
            className={styles.drop}
            data-over={over}
            onDragOver={(event) => {
              event.preventDefault();
              setOver(true);
            }}
            onDragLeave={() => setOver(false)}
            onDrop={onDrop}
          >
            <p>{file ? file.name : 'Drop a file here, or choose one.'}</p>
            <input {...ids} type="file" accept={ACCEPTED} onChange={(event) => take(event.currentTarget.files?.[0])} />
            {share === undefined ? null : <ProgressBar label={`Sending ${file?.name ?? 'the file'}`} value={share} max={1} />}
          </div>
        )}
      </Field>
      {templates.length > 0 ? (
        <Select
          label="Template"
          optional
          placeholder="None"
          hint="What was said of files like this one, their columns with it."
          options={templates.map(({ id, name, shared, owner }) => ({ value: id, label: shared && owner ? `${name} (${owner.name})` : name }))}
          {...register('template')}
        />
      ) : null}
      <Select label="What to do" placeholder={usual ?? 'Add new records and change those there are'} options={MODES} {...register('mode')} />
      <Checkbox label="All or nothing" hint="Write only if no row is refused. Otherwise the good rows are written." {...register('all_or_nothing')} />
      {earlier.length > 0 && !template ? (
        <Select
          label="Columns as in"
          optional
          placeholder="Matched by their names"
          hint="What was matched and said of an earlier file holds for this one too."
          options={earlier.map((row) => ({ value: row.id, label: `${row.file_name ?? 'File without a name'}, ${formatDateTime(row.created_at)}` }))}
          {...register('like')}
        />
      ) : null}
      <Group legend="How the file writes things">
        <Pair>
          <Select label="Encoding" optional placeholder={usual ?? 'UTF-8, or as marked'} options={ENCODINGS} error={errors.encoding?.message} {...register('encoding')} />
          <Select label="Dates" optional placeholder={usual ?? 'As in the cells'} options={DATES} error={errors.dates?.message} {...register('dates')} />
        </Pair>
        <Pair>
          <Select label="Numbers" optional placeholder={usual ?? '1,234.50'} options={DECIMALS} {...register('decimal')} />
          <TextInput
            label="Keys are of"
            optional
            placeholder={usual ?? 'import'}
            hint="The system the rows come from."
            error={errors.source?.message}
            {...register('source', { pattern: { value: /^[a-z0-9_.-]{1,40}$/, message: 'Small letters, digits, points and dashes.' } })}
          />
        </Pair>
      </Group>
    </FormDialog>
  );
}
