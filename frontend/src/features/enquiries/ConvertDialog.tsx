import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useWatch } from 'react-hook-form';
import { api, ifMatch, type Versioned } from '@/shared/api';
import { FormDialog, Group, Select, useActionForm } from '@/shared/forms';
import { AGENCY_KINDS } from '@/shared/labels/agencies';
import { Skeleton, StatusPill, toast } from '@/shared/ui';
import styles from './Enquiry.module.css';
import { enquiryAgencies, refreshEnquiries, type Candidate, type Enquiry } from './queries';

type Kind = (typeof AGENCY_KINDS)[number]['value'];
interface Values {
  agency_id: string;
  kind: Kind | '';
}

const NEW = 'new';

function Option({ candidate, register }: { candidate: Candidate; register: object }) {
  return (
    <label className={styles.candidate}>
      <input type="radio" value={candidate.id} {...register} />
      <span>
        <strong>{candidate.name}</strong>
        <small>
          {[candidate.city, candidate.state].filter(Boolean).join(', ')}
          {candidate.sure ? ' · same identifier or name' : ''}
        </small>
        <StatusPill kind="agency" status={candidate.status} />
      </span>
    </label>
  );
}

/** The agency that it comes from: one that is known already, or a new prospect. */
export default function ConvertDialog({ enquiry, onClose }: { enquiry: Versioned<Enquiry>; onClose: () => void }) {
  const queryClient = useQueryClient();
  const { data: record, etag } = enquiry;
  const { data: candidates, error } = useQuery(enquiryAgencies(record.id));
  const sure = candidates?.find((candidate) => candidate.sure);
  const { form, submit, busy, failure } = useActionForm<Values>({
    values: { agency_id: '', kind: '' },
    fields: ['agency_id', 'kind'],
    refresh: () => refreshEnquiries(queryClient),
    send: ({ agency_id, kind }) => {
      const chosen = agency_id || sure?.id || NEW;
      return api.POST('/api/v1/enquiries/{enquiry_id}/convert', {
        params: { path: { enquiry_id: record.id }, header: ifMatch(etag) },
        body: chosen === NEW ? { kind: kind || null } : { agency_id: chosen },
      });
    },
    onDone: () => {
      toast.done(`${record.reference} now belongs to an agency`);
      onClose();
    },
  });
  const chosen = useWatch({ control: form.control, name: 'agency_id' }) || sure?.id || NEW;
  return (
    <FormDialog
      title="Which agency is it?"
      subtitle={`${record.contact_name} becomes a contact of it.`}
      submit={chosen === NEW ? 'Add as prospect' : 'Use this agency'}
      busy={busy}
      failure={failure ?? (error ? 'Known agencies could not be looked up. Close and try again.' : undefined)}
      onSubmit={submit}
      onClose={onClose}
    >
      {candidates ? (
        <Group legend="Agencies like it" hint={sure ? 'It is known already: it will not be added a second time.' : undefined}>
          <div className={styles.candidates}>
            {candidates.map((candidate) => (
              <Option
                key={candidate.id}
                candidate={candidate}
                register={{ ...form.register('agency_id'), checked: chosen === candidate.id, readOnly: true }}
              />
            ))}
            {sure ? null : (
              <label className={styles.candidate}>
                <input type="radio" value={NEW} {...form.register('agency_id')} checked={chosen === NEW} readOnly />
                <span>
                  <strong>A new agency</strong>
                  <small>
                    {record.agency_name}, {record.state}
                  </small>
                </span>
              </label>
            )}
          </div>
        </Group>
      ) : (
        <Skeleton width="100%" height={120} />
      )}
      {chosen === NEW ? (
        <Select
          label="Kind of agency"
          placeholder="Choose"
          options={AGENCY_KINDS}
          error={form.formState.errors.kind?.message}
          {...form.register('kind', { validate: (value, all) => (all.agency_id || sure ? true : value !== '' || 'Choose what kind it is.') })}
        />
      ) : null}
    </FormDialog>
  );
}
