import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { pointerToPath } from '@/shared/forms/applyProblem';
import { FormDialog, Group, Pair, PickMany, Select, useIdempotencyKey } from '@/shared/forms';
import { humanize } from '@/shared/format';
import { explain, ProblemError } from '@/shared/api';
import { toast } from '@/shared/ui/toast';
import { ExportFilters } from './ExportFilters';
import { createExport, exportableLists, refreshExports, type ExportableList, type ListFilter } from './queries';
import { FORMATS, LIST_NAMES, parameterName, type ExportResource, type FileFormat } from './words';

export interface Asked {
  resource: ExportResource;
  format?: FileFormat;
  query: Record<string, string[]>;
}

interface ExportDialogProps {
  /** What to begin with; nothing: everything is open. */
  asked?: Asked | undefined;
  onClose: () => void;
  onMade: () => void;
}

const HINTS: Record<FileFormat, string> = {
  xlsx: 'At most 100,000 rows.',
  csv: 'For spreadsheets and most programs.',
  jsonl: 'One record a line, nested as the interface gives it.',
  parquet: 'Typed columns, small, for analysis.',
};
/** What most lists take beside their own filters. */
const GENERAL: readonly ListFilter[] = [
  { name: 'q', values: 'text', choices: [], many: false, description: 'Parts of words.' },
  { name: 'updated_since', values: 'time', choices: [], many: false, description: 'Rows that changed at or after this time, UTC.' },
  { name: 'ids', values: 'id', choices: [], many: true, description: '' },
];

const filtersOf = ({ parameters, filters }: ExportableList): ListFilter[] => [...GENERAL.filter(({ name }) => parameters.includes(name)), ...filters];

/** The answer's messages by parameter: `/query/state/0` is about `state`. */
function faults(error: unknown): { byName: Record<string, string>; failure: string | undefined } {
  if (!(error instanceof ProblemError) || error.errors.length === 0) {
    const { title, next } = explain(error);
    return { byName: {}, failure: error instanceof ProblemError && error.status === 409 ? next : `${title}. ${next}` };
  }
  const byName: Record<string, string> = {};
  const elsewhere: string[] = [];
  for (const { pointer = '', message } of error.errors) {
    const [body, ...rest] = pointerToPath(pointer).split('.');
    // A number at the end says which of its values; names may have points themselves.
    const name = rest.join('.').replace(/\.\d+$/, '');
    if (body === 'query' && name) byName[name] = message;
    else elsewhere.push(message);
  }
  return { byName, failure: elsewhere.join(' ') || undefined };
}

/** Asks for a list as a file that a worker makes. */
export default function ExportDialog({ asked, onClose, onMade }: ExportDialogProps) {
  const client = useQueryClient();
  const key = useIdempotencyKey();
  const lists = useQuery(exportableLists);
  const [resource, setResource] = useState<ExportResource | ''>(asked?.resource ?? '');
  const [format, setFormat] = useState<FileFormat>(asked?.format ?? 'xlsx');
  const { sort: [askedSort = ''] = [], fields: [askedFields = ''] = [], expand: _, ...askedFilters } = asked?.query ?? {};
  const [sort, setSort] = useState(askedSort);
  const [fields, setFields] = useState(askedFields.split(',').filter(Boolean));
  const [filters, setFilters] = useState<Record<string, string[]>>(askedFilters);
  const [busy, setBusy] = useState(false);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [failure, setFailure] = useState<string>();
  const items = lists.data?.items ?? [];
  const list = items.find((one) => one.resource === resource);

  const take = (name: string) => {
    setResource(name as ExportResource);
    setSort('');
    setFields([]);
    setFilters({});
    setErrors({});
  };
  const submit = async () => {
    if (!resource) return setErrors({ resource: 'Choose a list.' });
    setErrors({});
    setFailure(undefined);
    setBusy(true);
    const given = Object.entries(filters).flatMap(([name, values]) => {
      const said = values.map((value) => value.trim()).filter(Boolean);
      return said.length > 0 ? [[name, said] as const] : [];
    });
    const query = { ...Object.fromEntries(given), ...(sort ? { sort: [sort] } : {}), ...(fields.length > 0 ? { fields: [fields.join(',')] } : {}) };
    try {
      await createExport({ resource, format, query }, key.header());
    } catch (error) {
      key.answered(error);
      const found = faults(error);
      setErrors(found.byName);
      // A word about what this form does not show is said above it.
      const shown = new Set(['sort', 'fields', ...Object.keys(filters)]);
      const unseen = Object.entries(found.byName).flatMap(([name, message]) => (shown.has(name) ? [] : [`${parameterName(name)}: ${message}`]));
      setFailure([found.failure, ...unseen].filter(Boolean).join(' ') || undefined);
      setBusy(false);
      return undefined;
    }
    toast.done(`${LIST_NAMES[resource]}: the file is being made`);
    await refreshExports(client);
    return onMade();
  };

  const sorts = (list?.sorts ?? []).flatMap((name) => [
    { value: name, label: parameterName(name) },
    { value: `-${name}`, label: `${parameterName(name)}, descending` },
  ]);
  return (
    <FormDialog
      title="Make a file of a list"
      subtitle="It is made while you do something else, from the rows of the moment it begins, and kept for seven days."
      submit="Make the file"
      busy={busy}
      failure={lists.error ? 'The lists cannot be read at the moment. Close this, and try again.' : failure}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <Pair>
        <Select
          label="List"
          placeholder="Choose"
          options={items.map((one) => ({ value: one.resource, label: LIST_NAMES[one.resource] ?? humanize(one.resource) })).toSorted((a, b) => a.label.localeCompare(b.label))}
          error={errors.resource}
          value={list ? resource : ''}
          onChange={(event) => take(event.target.value)}
        />
        <Select label="Format" hint={HINTS[format]} options={FORMATS} value={format} onChange={(event) => setFormat(event.target.value as FileFormat)} />
      </Pair>
      {list ? (
        <>
          <Group legend="Rows">
            <ExportFilters key={resource} filters={filtersOf(list)} chosen={filters} errors={errors} onChange={setFilters} />
          </Group>
          <Group legend="Columns and order">
            <PickMany
              label="Only these columns"
              optional
              placeholder={fields.length === 0 ? 'All columns' : undefined}
              options={list.fields.map((name) => ({ value: name, label: humanize(name), words: name }))}
              value={fields}
              onChange={setFields}
              error={errors.fields}
            />
            <Select
              label="Order"
              optional
              placeholder="As the list has it"
              options={sort && !sorts.some(({ value }) => value === sort) ? [{ value: sort, label: 'As on the page' }, ...sorts] : sorts}
              value={sort}
              error={errors.sort}
              onChange={(event) => setSort(event.target.value)}
            />
          </Group>
        </>
      ) : null}
    </FormDialog>
  );
}
