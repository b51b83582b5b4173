import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Controller, useForm, type UseFormReturn } from 'react-hook-form';
import { api, ifMatch, ProblemError, type Versioned } from '@/shared/api';
import { applyProblem, Checkbox, DateField, FormDialog, Pair, Textarea } from '@/shared/forms';
import { STALE } from '@/shared/forms/useActionForm';
import { toast } from '@/shared/ui';
import { HashField } from './HashField';
import { MouFields } from './MouFields';
import { asChanges, mouValues, type MouValues } from './mouForm';
import { refreshMous, type Mou } from './queries';

interface AmendValues extends MouValues {
  summary: string;
  text_sha256: string;
  holds_from: string;
  new_end: string;
  inl_signed_on: string;
  agency_signed_on: string;
}

const OWN = ['summary', 'text_sha256', 'holds_from', 'new_end', 'inl_signed_on', 'agency_signed_on'];
const NAMES: Record<string, string> = { effective_on: 'holds_from', ends_on: 'new_end' };

/** Where the server's pointer into `changes` stands in the form. */
function asOfForm(error: unknown): unknown {
  if (error instanceof ProblemError) {
    for (const one of error.errors) {
      if (one.pointer) one.pointer = one.pointer.replace(/^\/changes(\/clauses)?\//, '/');
    }
  }
  return error;
}

/** An amendment that both have signed: a new last day, terms that change from a day on, or both. */
export default function AmendDialog({ mou, onClose }: { mou: Versioned<Mou>; onClose: () => void }) {
  const queryClient = useQueryClient();
  const record = mou.data;
  const [changing, setChanging] = useState(false);
  const [failure, setFailure] = useState<string>();
  const form = useForm<AmendValues>({
    defaultValues: { ...mouValues(record), summary: '', text_sha256: '', holds_from: '', new_end: '', inl_signed_on: '', agency_signed_on: '' },
  });
  const { errors, isSubmitting } = form.formState;
  const submit = form.handleSubmit(async (values) => {
    setFailure(undefined);
    try {
      await api.POST('/api/v1/mous/{mou_id}/amend', {
        params: { path: { mou_id: record.id }, header: ifMatch(mou.etag) },
        body: {
          summary: values.summary,
          text_sha256: values.text_sha256,
          effective_on: (changing && values.holds_from) || null,
          ends_on: values.new_end || null,
          inl_signed_on: values.inl_signed_on,
          agency_signed_on: values.agency_signed_on,
          changes: changing ? asChanges(values, record) : {},
        },
      });
      await refreshMous(queryClient);
      toast.done('Amendment recorded');
      onClose();
    } catch (error) {
      if (error instanceof ProblemError && error.status === 412) {
        await refreshMous(queryClient);
        setFailure(STALE);
      } else setFailure(applyProblem(asOfForm(error), form.setError, [...OWN, ...Object.keys(mouValues(record))], NAMES));
    }
  });
  return (
    <FormDialog
      title="Record an amendment"
      subtitle="Signed by both parties. A new last day renews the agreement if it was signed before the old one."
      size={changing ? 'lg' : 'md'}
      submit="Record amendment"
      busy={isSubmitting}
      failure={failure}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <Textarea label="What it changes" rows={3} maxLength={2000} error={errors.summary?.message} {...form.register('summary', { required: 'Say what it changes.' })} />
      <DateField label="New last day" optional hint="Holds as soon as both have signed." error={errors.new_end?.message} {...form.register('new_end')} />
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
      <Checkbox
        label="It changes clauses, scope or days of notice"
        hint="Change below what it changes; the rest stays as it is."
        checked={changing}
        onChange={(event) => setChanging(event.target.checked)}
      />
      {changing ? (
        <>
          <DateField label="Changes hold from" optional hint="Left empty: from the second signature." error={errors.holds_from?.message} {...form.register('holds_from')} />
          <MouFields form={form as unknown as UseFormReturn<MouValues>} amending />
        </>
      ) : null}
    </FormDialog>
  );
}
