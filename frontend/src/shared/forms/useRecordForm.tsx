import type { ReactNode } from 'react';
import { useRef, useState } from 'react';
import { useForm, type DefaultValues, type FieldValues, type UseFormReturn } from 'react-hook-form';
import { ProblemError, type Versioned } from '@/shared/api';
import { ConflictDialog, type ConflictField } from '@/shared/ui/ConflictDialog';
import { applyProblem } from './applyProblem';

interface FieldOfRecord {
  label: string;
  /** How the value reads in the comparison; the value itself by default. */
  show?: (value: never) => ReactNode;
}

interface RecordFormOptions<R, V extends FieldValues> {
  /** The record as last read, and its ETag. */
  record: Versioned<R>;
  /** What the form holds of it. */
  toValues: (record: R) => V;
  /** Fields by form name, in the order of the form. Messages of the server go beside them. */
  fields: Record<keyof V & string, FieldOfRecord>;
  /** Names on the wire that differ from the form's: `{ agency_id: 'agency' }`. */
  aliases?: Record<string, keyof V & string>;
  /** Sends what differs from the record, with the ETag it was based on; `all` is the record with those changes. */
  save: (changes: Partial<V>, etag: string, all: V) => Promise<unknown>;
  /** Reads the record again, after a 412. */
  reload: () => Promise<Versioned<R>>;
  onSaved: () => void;
}

export interface RecordForm<V extends FieldValues> {
  form: UseFormReturn<V>;
  submit: () => void;
  busy: boolean;
  failure: string | undefined;
  /** Render it beside the form. */
  conflict: ReactNode;
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

function differences<V extends FieldValues>(values: V, base: V, names: readonly (keyof V & string)[]): Partial<V> {
  return Object.fromEntries(names.filter((name) => !same(values[name], base[name])).map((name) => [name, values[name]])) as Partial<V>;
}

const shown = (field: FieldOfRecord, value: unknown): ReactNode => {
  if (field.show) return field.show(value as never);
  if (Array.isArray(value)) return value.join(', ') || '—';
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  return typeof value === 'string' || typeof value === 'number' ? String(value) || '—' : '—';
};

/**
 * A form over a stored record. It sends only what the person changed; when somebody saved first, both versions stand
 * side by side and the person decides: theirs into the form, or mine over it, now on the version just shown.
 */
export function useRecordForm<R, V extends FieldValues>(options: RecordFormOptions<R, V>): RecordForm<V> {
  const { record, toValues, fields, aliases, save, reload, onSaved } = options;
  const [base, setBase] = useState(record);
  const [theirs, setTheirs] = useState<Versioned<R>>();
  const [failure, setFailure] = useState<string>();
  const [busy, setBusy] = useState(false);
  const first = useRef(toValues(record.data));
  const form = useForm<V>({ defaultValues: first.current as DefaultValues<V> });
  const names = Object.keys(fields) as (keyof V & string)[];

  const send = async (from: Versioned<R>, changes: Partial<V>) => {
    if (Object.keys(changes).length === 0) {
      onSaved();
      return;
    }
    setBusy(true);
    setFailure(undefined);
    try {
      await save(changes, from.etag, { ...toValues(from.data), ...changes });
      setTheirs(undefined);
      onSaved();
    } catch (error) {
      if (error instanceof ProblemError && error.status === 412) {
        try {
          setTheirs(await reload());
        } catch (again) {
          setFailure(applyProblem(again, form.setError, []));
        }
      } else {
        setTheirs(undefined);
        setFailure(applyProblem(error, form.setError, names, aliases));
      }
    } finally {
      setBusy(false);
    }
  };

  const submit = form.handleSubmit((values) => send(base, differences(values, toValues(base.data), names)));
  const compared: ConflictField[] = theirs
    ? names
        .filter((name) => !same(form.getValues(name as never), toValues(theirs.data)[name]))
        .map((name) => ({
          label: fields[name].label,
          mine: shown(fields[name], form.getValues(name as never)),
          theirs: shown(fields[name], toValues(theirs.data)[name]),
        }))
    : [];

  return {
    form,
    submit: () => void submit(),
    busy,
    failure,
    conflict: theirs ? (
      <ConflictDialog
        open
        fields={compared}
        busy={busy}
        // What I did not touch stays as they left it: only my own changes go over their version.
        onKeepMine={() => {
          const mine = differences(form.getValues(), toValues(base.data), names);
          void send(theirs, mine);
        }}
        onTakeTheirs={() => {
          form.reset(toValues(theirs.data));
          setBase(theirs);
          setTheirs(undefined);
        }}
        onClose={() => setTheirs(undefined)}
      />
    ) : null,
  };
}
