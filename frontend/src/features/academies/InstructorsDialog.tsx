import { useQuery, useQueryClient } from '@tanstack/react-query';
import { CircleCheck, Clock, UsersRound } from 'lucide-react';
import { useState } from 'react';
import { hasAction, useCan } from '@/shared/access';
import { useAction } from '@/shared/actions';
import { api, ifMatch, read, readAll, type Versioned } from '@/shared/api';
import type { components } from '@/shared/api/schema';
import { Combobox, TextInput, useActionForm, type ComboboxOption, FormError } from '@/shared/forms';
import { formatDateRange } from '@/shared/format';
import { OfficerPicker } from '@/shared/pickers';
import { Button, Dialog, EmptyState, ErrorState, Pill, Segmented, Skeleton } from '@/shared/ui';
import styles from './Academies.module.css';
import { instructorsOf, offeringDetail, type OfferingRow } from './queries';

type Instructor = components['schemas']['Instructor'];

const KINDS = [
  { value: 'officer', label: 'Officer of an agency' },
  { value: 'abroad', label: 'Officer of a partner country' },
];
const peopleAbroad = () => readAll((after) => read(api.GET('/api/v1/foreign-participants', { params: { query: { limit: 200, after } } })));

function PartnerCountryPicker({ value, onChange, error }: { value: ComboboxOption | null; onChange: (option: ComboboxOption | null) => void; error: string | undefined }) {
  const { data, isPending } = useQuery({ queryKey: ['vetting', 'people'], queryFn: peopleAbroad });
  const options = (data ?? []).map(({ id, name, rank, country }) => ({ value: id, label: name, note: [rank, country].filter((one) => typeof one === 'string').join(' · ') }));
  return <Combobox label="Person" options={options} value={value} onChange={onChange} error={error} loading={isPending} placeholder="Find by name" />;
}

/** An agency nominates one of its officers; the programme names anybody. */
function Nominate({ academyId, offering, refresh }: { academyId: string; offering: OfferingRow; refresh: () => Promise<unknown> }) {
  const can = useCan();
  const confirms = can('academies:manage');
  const [kind, setKind] = useState('officer');
  const [person, setPerson] = useState<ComboboxOption | null>(null);
  const [missing, setMissing] = useState<string>();
  const { form, submit, busy, failure } = useActionForm({
    values: { topic: '', officer_id: '', participant_id: '' },
    fields: ['topic', 'officer_id', 'participant_id'],
    refresh,
    send: ({ topic }) =>
      api.POST('/api/v1/academies/{academy_id}/offerings/{offering_id}/instructors', {
        params: { path: { academy_id: academyId, offering_id: offering.id } },
        body: { [kind === 'officer' ? 'officer_id' : 'participant_id']: person?.value, topic: topic.trim() || null },
      }),
    onDone: () => {
      setPerson(null);
      form.reset();
    },
  });
  const { errors } = form.formState;
  const wrong = missing ?? errors.officer_id?.message ?? errors.participant_id?.message;
  const pick = (next: ComboboxOption | null) => {
    setPerson(next);
    setMissing(undefined);
    form.clearErrors();
  };
  return (
    <form
      noValidate
      className={styles.nominate}
      onSubmit={(event) => {
        event.preventDefault();
        setMissing(person ? undefined : 'Choose the person.');
        if (person && !busy) submit();
      }}
    >
      <h3 className={styles.heading}>{confirms ? 'Add an instructor' : 'Nominate an officer'}</h3>
      <FormError>{failure}</FormError>
      {confirms ? (
        <Segmented
          label="Who teaches"
          tabs={KINDS}
          value={kind}
          onChange={(next) => {
            setKind(next);
            pick(null);
          }}
        />
      ) : null}
      {kind === 'officer' ? <OfficerPicker label="Officer" value={person} onChange={pick} error={wrong} /> : <PartnerCountryPicker value={person} onChange={pick} error={wrong} />}
      <TextInput label="Topic" optional maxLength={160} error={errors.topic?.message} {...form.register('topic')} />
      <div>
        <Button type="submit" variant="primary" busy={busy}>
          {confirms ? 'Add instructor' : 'Nominate officer'}
        </Button>
      </div>
    </form>
  );
}

function Row({ academyId, offering, instructor, refresh }: { academyId: string; offering: OfferingRow; instructor: Versioned<Instructor>; refresh: () => Promise<unknown> }) {
  const action = useAction(refresh);
  const { data, etag } = instructor;
  const name = data.officer?.name ?? data.participant?.name ?? '';
  const params = { path: { academy_id: academyId, offering_id: offering.id, instructor_id: data.id }, header: ifMatch(etag) };
  return (
    <li>
      <span>
        <strong>{name}</strong>
        <span className={styles.under}>{[data.participant ? 'Partner country' : null, data.topic].filter(Boolean).join(' · ')}</span>
      </span>
      {data.confirmed_at ? (
        <Pill tone="good" icon={CircleCheck}>
          Confirmed
        </Pill>
      ) : (
        <Pill tone="info" icon={Clock}>
          Nominated
        </Pill>
      )}
      {hasAction(data, 'confirm') ? (
        <Button
          size="sm"
          busy={action.busy === 'confirm'}
          aria-label={`Confirm ${name}`}
          onClick={() =>
            void action.run('confirm', () => api.POST('/api/v1/academies/{academy_id}/offerings/{offering_id}/instructors/{instructor_id}/confirm', { params }), `${name} confirmed`)
          }
        >
          Confirm
        </Button>
      ) : null}
      {hasAction(data, 'delete') ? (
        <Button
          size="sm"
          variant="ghost"
          busy={action.busy === 'remove'}
          aria-label={`Remove ${name}`}
          onClick={() =>
            void action.run('remove', () => api.DELETE('/api/v1/academies/{academy_id}/offerings/{offering_id}/instructors/{instructor_id}', { params }), `${name} removed`)
          }
        >
          Remove
        </Button>
      ) : null}
      {action.stale}
    </li>
  );
}

/** Who teaches in a course, as far as the reader may see them: an agency its own officers. */
export default function InstructorsDialog({ academyId, offering, onClose }: { academyId: string; offering: OfferingRow; onClose: () => void }) {
  const queryClient = useQueryClient();
  const { data, error, refetch } = useQuery(instructorsOf(academyId, offering.id));
  const { data: detail } = useQuery(offeringDetail(academyId, offering.id));
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['academies', 'detail', academyId, 'offering', offering.id] });
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Instructors of ${offering.title}`}
      subtitle={formatDateRange(offering.starts_on, offering.ends_on)}
      footer={
        <Button variant="ghost" onClick={onClose}>
          Close
        </Button>
      }
    >
      {error ? <ErrorState compact error={error} onRetry={() => void refetch()} /> : null}
      {!error && !data ? <Skeleton width="70%" height={96} /> : null}
      {data?.length === 0 ? (
        <EmptyState compact icon={UsersRound} title="Nobody yet">
          Agencies nominate their officers, and the programme confirms them.
        </EmptyState>
      ) : null}
      {data && data.length > 0 ? (
        <ul className={styles.people} aria-label="Instructors">
          {data.map((instructor) => (
            <Row key={instructor.data.id} academyId={academyId} offering={offering} instructor={instructor} refresh={refresh} />
          ))}
        </ul>
      ) : null}
      {detail && hasAction(detail.data, 'nominate') ? <Nominate academyId={academyId} offering={offering} refresh={refresh} /> : null}
    </Dialog>
  );
}
