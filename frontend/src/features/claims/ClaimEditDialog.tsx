import { useQueryClient } from '@tanstack/react-query';
import { Controller } from 'react-hook-form';
import { api, ifMatch, type Versioned } from '@/shared/api';
import type { components } from '@/shared/api/schema';
import { DateField, FormDialog, Group, Pair, Select, TextInput, useRecordForm, type ComboboxOption } from '@/shared/forms';
import { formatDate } from '@/shared/format';
import { CLAIM_KINDS, claimKind } from '@/shared/labels';
import { OfficerPicker } from '@/shared/pickers';
import { toast } from '@/shared/ui';
import { readClaim, refreshClaims, type Claim } from './queries';

interface Values {
  kind: string;
  starts_on: string;
  ends_on: string;
  officer: ComboboxOption | null;
  approved_on: string;
  reference: string;
  lodging_percent: string;
  mie_percent: string;
}

/** At most three times the rate (41 CFR 301-11). */
const PERCENT = { value: /^\s*(1\d\d|2\d\d|300)\s*$/, message: 'A whole number from 100 to 300.' };
const APPROVAL = ['approved_on', 'reference', 'lodging_percent', 'mie_percent'] as const;

/** The approval as the API takes it; without a day and a reference there is none. */
const approvalOf = ({ approved_on, reference, lodging_percent, mie_percent }: Values) =>
  approved_on || reference.trim()
    ? { approved_on, reference: reference.trim(), lodging_percent: Number(lodging_percent), mie_percent: Number(mie_percent) }
    : null;

const toValues = (claim: Claim): Values => ({
  approved_on: claim.actual_expense?.approved_on ?? '',
  reference: claim.actual_expense?.reference ?? '',
  lodging_percent: String(claim.actual_expense?.lodging_percent ?? 100),
  mie_percent: String(claim.actual_expense?.mie_percent ?? 100),
  kind: claim.kind,
  starts_on: claim.period.starts_on,
  ends_on: claim.period.ends_on,
  officer: claim.officer ? { value: claim.officer.id, label: claim.officer.name } : null,
});

/** Kind, days, payee and approval of a claim that is still its preparer's. */
export default function ClaimEditDialog({ claim, onClose }: { claim: Versioned<Claim>; onClose: () => void }) {
  const queryClient = useQueryClient();
  const id = claim.data.id;
  const { form, submit, busy, failure, conflict } = useRecordForm<Claim, Values>({
    record: claim,
    toValues,
    fields: {
      kind: { label: 'Kind', show: claimKind },
      starts_on: { label: 'From', show: (day: string) => formatDate(day) },
      ends_on: { label: 'To', show: (day: string) => formatDate(day) },
      officer: { label: 'Who is paid', show: (value: ComboboxOption | null) => value?.label ?? 'The agency' },
      approved_on: { label: 'Approved on', show: (day: string) => (day ? formatDate(day) : '—') },
      reference: { label: 'Reference' },
      lodging_percent: { label: 'Lodging, percent of the rate' },
      mie_percent: { label: 'M&IE, percent of the rate' },
    },
    aliases: {
      'actual_expense.approved_on': 'approved_on',
      'actual_expense.reference': 'reference',
      'actual_expense.lodging_percent': 'lodging_percent',
      'actual_expense.mie_percent': 'mie_percent',
      'period.starts_on': 'starts_on',
      'period.ends_on': 'ends_on',
      officer_id: 'officer',
    },
    save: ({ kind, starts_on: from, ends_on: to, officer, ...changes }, etag, all) =>
      api.PATCH('/api/v1/claims/{claim_id}', {
        params: { path: { claim_id: id }, header: ifMatch(etag) },
        body: {
          ...(kind === undefined ? {} : { kind: kind as components['schemas']['ClaimKind'] }),
          ...(from === undefined && to === undefined ? {} : { period: { starts_on: all.starts_on, ends_on: all.ends_on } }),
          ...(officer === undefined ? {} : { officer_id: officer?.value ?? null }),
          ...(APPROVAL.some((name) => changes[name] !== undefined) ? { actual_expense: approvalOf(all) } : {}),
        },
      }),
    reload: () => readClaim(id),
    onSaved: () => {
      void refreshClaims(queryClient);
      toast.done('Claim saved');
      onClose();
    },
  });
  const { errors } = form.formState;
  return (
    <>
      <FormDialog title="Edit claim" submit="Save claim" busy={busy} failure={failure} onSubmit={submit} onClose={onClose}>
        <Select label="Kind" options={CLAIM_KINDS} error={errors.kind?.message} {...form.register('kind')} />
        <Pair>
          <DateField label="From" error={errors.starts_on?.message} {...form.register('starts_on', { required: 'Enter the first day.' })} />
          <DateField label="To" error={errors.ends_on?.message} {...form.register('ends_on', { required: 'Enter the last day.' })} />
        </Pair>
        <Controller
          control={form.control}
          name="officer"
          render={({ field, fieldState }) => (
            <OfficerPicker
              label="Who is paid"
              optional
              hint="An officer; left out, the agency."
              agencyId={claim.data.agency.id}
              value={field.value}
              error={fieldState.error?.message}
              onChange={field.onChange}
            />
          )}
        />
        <Group legend="Actual-expense approval" hint="Only where spending above the rates was approved before the trip: at most 300 percent of each.">
          <Pair>
            <DateField
              label="Approved on"
              optional
              error={errors.approved_on?.message}
              {...form.register('approved_on', {
                validate: (day, { reference }) => day !== '' || reference.trim() === '' || 'Enter the day of the approval.',
              })}
            />
            <TextInput
              label="Reference"
              optional
              maxLength={200}
              error={errors.reference?.message}
              {...form.register('reference', {
                validate: (reference, { approved_on }) => reference.trim() !== '' || approved_on === '' || 'Name the approval.',
              })}
            />
          </Pair>
          <Pair>
            <TextInput
              label="Lodging, percent of the rate"
              inputMode="numeric"
              error={errors.lodging_percent?.message}
              {...form.register('lodging_percent', { pattern: PERCENT, required: PERCENT.message })}
            />
            <TextInput
              label="M&IE, percent of the rate"
              inputMode="numeric"
              error={errors.mie_percent?.message}
              {...form.register('mie_percent', { pattern: PERCENT, required: PERCENT.message })}
            />
          </Pair>
        </Group>
      </FormDialog>
      {conflict}
    </>
  );
}
