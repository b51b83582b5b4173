import { useState } from 'react';
import { useForm, type DefaultValues, type FieldValues, type UseFormReturn } from 'react-hook-form';
import { ProblemError } from '@/shared/api';
import { applyProblem } from './applyProblem';

interface ActionFormOptions<V extends FieldValues> {
  values: V;
  /** Fields whose messages stand beside them. */
  fields: readonly (keyof V & string)[];
  /** Sends the action, with the ETag the caller holds now. */
  send: (values: V) => Promise<unknown>;
  /** Reads the record again, so that `send` holds its newest ETag. */
  refresh: () => Promise<unknown>;
  onDone: () => void;
}

export interface ActionForm<V extends FieldValues> {
  form: UseFormReturn<V>;
  submit: () => void;
  busy: boolean;
  failure: string | undefined;
}

export const STALE = 'Someone changed the record meanwhile. It has been read again: check that this still holds, then send it once more.';

/**
 * The form of an action on a record: validate, close, sign. What is typed stays when the record turns out to be stale;
 * it is read again, and the next press acts on what is stored now.
 */
export function useActionForm<V extends FieldValues>({ values, fields, send, refresh, onDone }: ActionFormOptions<V>): ActionForm<V> {
  const form = useForm<V>({ defaultValues: values as DefaultValues<V> });
  const [failure, setFailure] = useState<string>();
  const [busy, setBusy] = useState(false);
  const submit = form.handleSubmit(async (entered) => {
    setFailure(undefined);
    setBusy(true);
    try {
      await send(entered);
      await refresh();
      onDone();
    } catch (error) {
      if (error instanceof ProblemError && error.status === 412) {
        await refresh();
        setFailure(STALE);
      } else setFailure(applyProblem(error, form.setError, fields));
    } finally {
      setBusy(false);
    }
  });
  return { form, submit: () => void submit(), busy, failure };
}
