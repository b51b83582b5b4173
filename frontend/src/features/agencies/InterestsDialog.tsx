import { useQueryClient } from '@tanstack/react-query';
import { Controller } from 'react-hook-form';
import { api, ifMatch, type Versioned } from '@/shared/api';
import type { components } from '@/shared/api/schema';
import { Choices, FormDialog, PickMany, useRecordForm } from '@/shared/forms';
import { BUREAUS, MODALITIES, modality } from '@/shared/labels';
import { useCountryOptions, useExpertiseOptions } from '@/shared/reference';
import { toast } from '@/shared/ui';
import { readInterests, refreshAgencies, type Interests } from './queries';

interface Values {
  modalities: string[];
  bureaus: string[];
  countries: string[];
  expertise: string[];
}

const toValues = ({ modalities, bureaus, countries, expertise }: Interests): Values => ({ modalities, bureaus, countries, expertise });

interface InterestsDialogProps {
  agencyId: string;
  interests: Versioned<Interests>;
  onClose: () => void;
}

/** What the agency wishes to do. Nothing chosen means open to all, so nobody has to tick everything. */
export default function InterestsDialog({ agencyId, interests, onClose }: InterestsDialogProps) {
  const queryClient = useQueryClient();
  const countries = useCountryOptions();
  const expertise = useExpertiseOptions();
  const { form, submit, busy, failure, conflict } = useRecordForm<Interests, Values>({
    record: interests,
    toValues,
    fields: {
      modalities: { label: 'Ways to help', show: (values: string[]) => values.map(modality).join(', ') || 'Open to all' },
      bureaus: { label: 'Regions', show: (values: string[]) => values.join(', ') || 'Open to all' },
      countries: { label: 'Countries', show: (values: string[]) => values.join(', ') || 'Open to all' },
      expertise: { label: 'Expertise', show: (values: string[]) => values.join(', ') || 'Open to all' },
    },
    // The interests are replaced as a whole: what was not changed goes along.
    save: (_, etag, all) =>
      api.PUT('/api/v1/agencies/{agency_id}/interests', {
        params: { path: { agency_id: agencyId }, header: ifMatch(etag) },
        body: all as components['schemas']['InterestsSet'],
      }),
    reload: () => readInterests(agencyId),
    onSaved: () => {
      void refreshAgencies(queryClient);
      toast.done('Interests saved');
      onClose();
    },
  });
  const { control, formState } = form;
  const { errors } = formState;
  return (
    <>
      <FormDialog
        title="Interests"
        subtitle="Commit only what you wish. Leave a part empty to be open to all of it."
        size="lg"
        submit="Save interests"
        busy={busy}
        failure={failure}
        onSubmit={submit}
        onClose={onClose}
      >
        <Controller
          control={control}
          name="modalities"
          render={({ field }) => (
            <Choices legend="Ways to help" options={MODALITIES} value={field.value} onChange={field.onChange} error={errors.modalities?.message} />
          )}
        />
        <Controller
          control={control}
          name="bureaus"
          render={({ field }) => (
            <Choices legend="Regions" options={BUREAUS} value={field.value} onChange={field.onChange} error={errors.bureaus?.message} />
          )}
        />
        <Controller
          control={control}
          name="countries"
          render={({ field }) => (
            <PickMany
              label="Countries"
              optional
              placeholder="Add a country"
              options={countries}
              value={field.value}
              onChange={field.onChange}
              error={errors.countries?.message}
            />
          )}
        />
        <Controller
          control={control}
          name="expertise"
          render={({ field }) => (
            <PickMany
              label="Expertise you wish to share"
              optional
              placeholder="Add an area or topic"
              options={expertise}
              value={field.value}
              onChange={field.onChange}
              error={errors.expertise?.message}
            />
          )}
        />
      </FormDialog>
      {conflict}
    </>
  );
}
