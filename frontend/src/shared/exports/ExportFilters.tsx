import { X } from 'lucide-react';
import { Combobox, DateField, PickMany, Select, TextInput } from '@/shared/forms';
import { humanize } from '@/shared/format';
import { IconButton } from '@/shared/ui/Button';
import styles from './Exports.module.css';
import type { ListFilter } from './queries';
import { parameterName, valueWords } from './words';

interface OneProps {
  filter: ListFilter;
  values: string[];
  error: string | undefined;
  onChange: (values: string[]) => void;
}

const YES_NO = [
  { value: 'true', label: 'Yes' },
  { value: 'false', label: 'No' },
];

function Value({ filter, values, error, onChange }: OneProps) {
  const field = { label: parameterName(filter.name), error, hint: filter.description === 'Any of these values.' ? undefined : filter.description || undefined };
  const set = (value: string) => onChange([value]);
  if (filter.values === 'choice' || filter.values === 'flag') {
    const options = filter.values === 'flag' ? YES_NO : filter.choices.map((value) => ({ value, label: humanize(value) }));
    return filter.many ? (
      <PickMany {...field} options={options} value={values} onChange={onChange} />
    ) : (
      <Select {...field} placeholder="Choose" options={options} value={values[0] ?? ''} onChange={(event) => set(event.target.value)} />
    );
  }
  if (filter.values === 'date') return <DateField {...field} value={values[0] ?? ''} onChange={(event) => set(event.target.value)} />;
  if (filter.values === 'time') {
    return <TextInput {...field} placeholder="2026-11-01T00:00:00Z" value={values[0] ?? ''} onChange={(event) => set(event.target.value)} />;
  }
  if (filter.values === 'id' && values.length > 0 && values[0] !== '') return <TextInput {...field} readOnly value={valueWords(values)} />;
  return (
    <TextInput
      {...field}
      hint={field.hint ?? (filter.many ? 'Several with commas between them: any of these.' : undefined)}
      value={values.join(',')}
      onChange={(event) => onChange(filter.many ? event.target.value.split(',') : [event.target.value])}
    />
  );
}

interface ExportFiltersProps {
  filters: readonly ListFilter[];
  /** Those in use, in the order in which they were taken. */
  chosen: Readonly<Record<string, string[]>>;
  errors: Readonly<Record<string, string>>;
  onChange: (chosen: Record<string, string[]>) => void;
}

/** Which rows: any filter of the list, each with the values that it takes. */
export function ExportFilters({ filters, chosen, errors, onChange }: ExportFiltersProps) {
  const others = filters.filter(({ name }) => !Object.hasOwn(chosen, name));
  return (
    <>
      {filters
        .filter(({ name }) => Object.hasOwn(chosen, name))
        .map((filter) => (
          <div key={filter.name} className={styles.filter}>
            <Value filter={filter} values={chosen[filter.name] ?? []} error={errors[filter.name]} onChange={(values) => onChange({ ...chosen, [filter.name]: values })} />
            <IconButton
              label={`Remove the filter ${parameterName(filter.name)}`}
              icon={X}
              onClick={() => onChange(Object.fromEntries(Object.entries(chosen).filter(([name]) => name !== filter.name)))}
            />
          </div>
        ))}
      <Combobox
        label="Add a filter"
        optional
        placeholder={others.length === filters.length ? 'None: every row that you may see' : undefined}
        value={null}
        options={others.map(({ name }) => ({ value: name, label: parameterName(name), words: name }))}
        onChange={(option) => option && onChange({ ...chosen, [option.value]: [] })}
      />
    </>
  );
}
