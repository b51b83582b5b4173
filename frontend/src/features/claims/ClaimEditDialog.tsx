import { useQueryClient } from '@tanstack/react-query';
import { Controller } from 'react-hook-form';
import { api, ifMatch, type Versioned } from '@/shared/api';
import type { components } from '@/shared/api/schema';
import { DateField, FormDialog, Pair, Select, useRecordForm, type ComboboxOption } from '@/shared/forms';
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
}

const toValues = (claim: Claim): Values => ({
  kind: claim.kind,
  starts_on: claim.period.starts_on,
  ends_on: claim.period.ends_on,
  officer: claim.officer ? { value: claim.officer.id, label: claim.officer.name } : null,
});

/** Kind, days and payee of a claim that is still its preparer's. */
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
    },
    aliases: { 'period.starts_on': 'starts_on', 'period.ends_on': 'ends_on', officer_id: 'officer' },
    save: ({ kind, starts_on: from, ends_on: to, officer }, etag, all) =>
      api.PATCH('/api/v1/claims/{claim_id}', {
        params: { path: { claim_id: id }, header: ifMatch(etag) },
        body: {
          ...(kind === undefined ? {} : { kind: kind as components['schemas']['ClaimKind'] }),
          ...(from === undefined && to === undefined ? {} : { period: { starts_on: all.starts_on, ends_on: all.ends_on } }),
          ...(officer === undefined ? {} : { officer_id: officer?.value ?? null }),
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
      </FormDialog>
      {conflict}
    </>
  );
}
