import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { api, ifMatch, type Versioned } from '@/shared/api';
import { applyProblem, FormDialog, useIdempotencyKey, useRecordForm } from '@/shared/forms';
import { ErrorState, toast } from '@/shared/ui';
import { LineFields } from './LineFields';
import { asLine, asLineUpdate, emptyLine, lineValues, type LineValues } from './lineForm';
import { expenseDetail, readExpense, refreshClaims, type Claim, type Expense, type Line } from './queries';

const LABELS: Record<keyof LineValues, { label: string; show?: (value: never) => string }> = {
  category: { label: 'Category' },
  service_on: { label: 'Day' },
  service_ends_on: { label: 'Last day' },
  description: { label: 'Description' },
  amount: { label: 'Amount' },
  currency: { label: 'Currency' },
  fx_source: { label: 'Exchange rate from' },
  fx_rate: { label: 'Exchange rate' },
  quantity: { label: 'Quantity' },
  unit_rate: { label: 'Unit rate' },
  tax: { label: 'Lodging tax' },
  location: { label: 'Place' },
  travel_day: { label: 'Day of the trip' },
  meals_furnished: { label: 'Meals furnished' },
  officer: { label: 'Officer', show: (value: { label: string } | null) => value?.label ?? '—' },
  receipt_attached: { label: 'Receipt at hand' },
  prior_approval: { label: 'Approval before it was bought' },
};
const FIELDS = Object.keys(LABELS);
const ALIASES = { 'amount.amount': 'amount', 'amount.currency': 'currency', 'tax.amount': 'tax', 'tax.currency': 'tax', officer_id: 'officer' } as const;

/** Adds a line to a draft, from what is given to start with. */
export function NewLineDialog({ claim, start, onClose }: { claim: Claim; start: Partial<LineValues>; onClose: () => void }) {
  const queryClient = useQueryClient();
  const key = useIdempotencyKey();
  const [failure, setFailure] = useState<string>();
  const last = claim.lines.at(-1);
  const form = useForm<LineValues>({ defaultValues: { ...emptyLine(last?.service_on ?? claim.period.starts_on), ...start } });
  const submit = form.handleSubmit(async (values) => {
    setFailure(undefined);
    try {
      await api.POST('/api/v1/expenses', { body: { claim_id: claim.id, ...asLine(values) }, params: { header: key.header() } });
      key.renew();
      await refreshClaims(queryClient);
      toast.done('Line added');
      onClose();
    } catch (error) {
      key.answered(error);
      setFailure(applyProblem(error, form.setError, FIELDS, ALIASES));
    }
  });
  return (
    <FormDialog
      title="Add a line"
      subtitle="As the receipt has it. What is allowed is computed when the claim is handed in."
      submit="Add line"
      busy={form.formState.isSubmitting}
      failure={failure}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <LineFields form={form} agencyId={claim.agency.id} />
    </FormDialog>
  );
}

function EditForm({ claim, expense, onClose }: { claim: Claim; expense: Versioned<Expense>; onClose: () => void }) {
  const queryClient = useQueryClient();
  const id = expense.data.id;
  const { form, submit, busy, failure, conflict } = useRecordForm<Expense, LineValues>({
    record: expense,
    toValues: lineValues,
    fields: LABELS,
    aliases: ALIASES,
    save: (changes, etag, all) =>
      api.PATCH('/api/v1/expenses/{expense_id}', {
        params: { path: { expense_id: id }, header: ifMatch(etag) },
        body: asLineUpdate(lineValues(expense.data), { ...all, ...changes }),
      }),
    reload: () => readExpense(id),
    onSaved: () => {
      void refreshClaims(queryClient);
      toast.done('Line saved');
      onClose();
    },
  });
  return (
    <>
      <FormDialog title={`Line ${expense.data.line_number}`} submit="Save line" busy={busy} failure={failure} onSubmit={submit} onClose={onClose}>
        <LineFields form={form} agencyId={claim.agency.id} />
      </FormDialog>
      {conflict}
    </>
  );
}

/** Changes a line; it is read first, since a claim shows only part of it. */
export function EditLineDialog({ claim, line, onClose }: { claim: Claim; line: Line; onClose: () => void }) {
  const { data, error, refetch } = useQuery(expenseDetail(line.id, line.version));
  if (error) return <ErrorState compact error={error} onRetry={() => void refetch()} />;
  return data ? <EditForm claim={claim} expense={data} onClose={onClose} /> : null;
}
