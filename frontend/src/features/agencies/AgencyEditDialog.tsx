import { useQueryClient } from '@tanstack/react-query';
import { api, ifMatch, type Versioned } from '@/shared/api';
import { FormDialog, useRecordForm } from '@/shared/forms';
import { agencyKind } from '@/shared/labels';
import { StatusPill, toast } from '@/shared/ui';
import { AgencyFields } from './AgencyFields';
import { agencyValues, asUpdate, type AgencyValues } from './agencyForm';
import { readAgency, refreshAgencies, type Agency } from './queries';

const FIELDS = {
  legal_name: { label: 'Legal name' },
  kind: { label: 'Type', show: agencyKind },
  status: { label: 'Standing', show: (status: string) => <StatusPill kind="agency" status={status} /> },
  state: { label: 'State' },
  city: { label: 'City' },
  county: { label: 'County' },
  zip: { label: 'ZIP code' },
  website: { label: 'Website' },
  oris: { label: 'FBI identifiers' },
  uei: { label: 'UEI' },
};

/** What programme staff change; an agency's coordinator changes capacity and interests instead. */
export default function AgencyEditDialog({ agency, onClose }: { agency: Versioned<Agency>; onClose: () => void }) {
  const queryClient = useQueryClient();
  const id = agency.data.id;
  const { form, submit, busy, failure, conflict } = useRecordForm<Agency, AgencyValues>({
    record: agency,
    toValues: agencyValues,
    fields: FIELDS,
    save: (changes, etag) =>
      api.PATCH('/api/v1/agencies/{agency_id}', {
        params: { path: { agency_id: id }, header: ifMatch(etag) },
        body: asUpdate(changes),
      }),
    reload: () => readAgency(id),
    onSaved: () => {
      void refreshAgencies(queryClient);
      toast.done('Agency saved');
      onClose();
    },
  });
  return (
    <>
      <FormDialog title="Edit agency" submit="Save changes" busy={busy} failure={failure} onSubmit={submit} onClose={onClose}>
        <AgencyFields register={form.register} errors={form.formState.errors} stored />
      </FormDialog>
      {conflict}
    </>
  );
}
