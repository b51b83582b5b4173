import { useQueryClient } from '@tanstack/react-query';
import { api, ifMatch, type Versioned } from '@/shared/api';
import { FormDialog, TextInput, useRecordForm } from '@/shared/forms';
import { toast } from '@/shared/ui';
import { readAgency, refreshAgencies, type Agency } from './queries';

interface Values {
  max_officers: string;
  max_days_per_year: string;
  website: string;
}

const toValues = (agency: Agency): Values => ({
  max_officers: agency.max_officers === null ? '' : String(agency.max_officers),
  max_days_per_year: agency.max_days_per_year === null ? '' : String(agency.max_days_per_year),
  website: agency.website ?? '',
});

const WHOLE = { value: /^\s*\d{1,6}\s*$/, message: 'Enter a whole number, or leave it empty.' };
const WEB = { value: /^\s*https?:\/\//, message: 'An address begins with https://' };
const count = (text: string | undefined) => (text === undefined ? undefined : text.trim() === '' ? null : Number(text));

/** The part of its own record that an agency's coordinator sets. */
export default function CapacityDialog({ agency, onClose }: { agency: Versioned<Agency>; onClose: () => void }) {
  const queryClient = useQueryClient();
  const id = agency.data.id;
  const { form, submit, busy, failure, conflict } = useRecordForm<Agency, Values>({
    record: agency,
    toValues,
    fields: {
      max_officers: { label: 'Officers at one time' },
      max_days_per_year: { label: 'Officer-days in a year' },
      website: { label: 'Website' },
    },
    save: ({ max_officers, max_days_per_year, website }, etag) =>
      api.PATCH('/api/v1/agencies/{agency_id}', {
        params: { path: { agency_id: id }, header: ifMatch(etag) },
        body: {
          max_officers: count(max_officers),
          max_days_per_year: count(max_days_per_year),
          website: website === undefined ? undefined : website.trim() || null,
        },
      }),
    reload: () => readAgency(id),
    onSaved: () => {
      void refreshAgencies(queryClient);
      toast.done('Capacity saved');
      onClose();
    },
  });
  const { errors } = form.formState;
  return (
    <>
      <FormDialog
        title="Capacity"
        subtitle="Commit only what you wish. Empty means no limit; zero means not now."
        size="sm"
        submit="Save capacity"
        busy={busy}
        failure={failure}
        onSubmit={submit}
        onClose={onClose}
      >
        <TextInput
          label="Officers at one time"
          optional
          inputMode="numeric"
          hint="The most that could be away for the programme on the same day."
          error={errors.max_officers?.message}
          {...form.register('max_officers', { pattern: WHOLE })}
        />
        <TextInput
          label="Officer-days in a year"
          optional
          inputMode="numeric"
          hint="Two officers for ten days are twenty officer-days."
          error={errors.max_days_per_year?.message}
          {...form.register('max_days_per_year', { pattern: WHOLE })}
        />
        <TextInput label="Website" optional type="url" placeholder="https://" error={errors.website?.message} {...form.register('website', { pattern: WEB })} />
      </FormDialog>
      {conflict}
    </>
  );
}
