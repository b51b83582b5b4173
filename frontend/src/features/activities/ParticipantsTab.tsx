import { useQuery, useQueryClient } from '@tanstack/react-query';
import { House, ShieldCheck, UserPlus, UsersRound } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { hasAction, useCan } from '@/shared/access';
import { useAction } from '@/shared/actions';
import { api, ifMatch } from '@/shared/api';
import { formatDate, plural } from '@/shared/format';
import { Button, Card, ConfirmDialog, EmptyState, ErrorState, Pill, Skeleton, StatusPill } from '@/shared/ui';
import { NEXT, NextStepButton, refreshVetting, vettingOf, type QueueRow } from '@/shared/vetting';
import styles from './Activity.module.css';
import { participantsOf, type Activity, type ListedPerson } from './queries';

const ReturnDialog = lazy(() => import('./ReturnDialog'));
const ParticipantDialog = lazy(() => import('./ParticipantDialog'));

function Waiting() {
  return (
    <div className={styles.pad}>
      <Skeleton width="70%" height={160} />
    </div>
  );
}

/** What a host sees: names whose person and unit are approved, and nothing else. */
function ApprovedNames({ activity }: { activity: Activity }) {
  const { data, error, refetch } = useQuery(participantsOf(activity.id));
  return (
    <Card title="Participants" subtitle="Approved through the last day. Who is not approved yet is not shown." body="flush">
      {error ? <ErrorState compact error={error} onRetry={() => void refetch()} /> : null}
      {!error && !data ? <Waiting /> : null}
      {data?.length === 0 ? (
        <EmptyState compact icon={UsersRound} title="Nobody approved yet">
          Names appear here as soon as person and unit are approved.
        </EmptyState>
      ) : null}
      {data && data.length > 0 ? (
        <ul className={styles.list}>
          {data.map(({ id, participant }) => (
            <li key={id}>
              <ShieldCheck size={17} role="img" aria-label="Approved" className={styles.mark} data-tone="good" />
              <div className={styles.words}>
                <strong>{participant.name}</strong>
                <span className={styles.under}>{[participant.rank, participant.country].filter(Boolean).join(' · ')}</span>
              </div>
            </li>
          ))}
        </ul>
      ) : null}
    </Card>
  );
}

function RemoveButton({ activityId, row }: { activityId: string; row: QueueRow }) {
  const queryClient = useQueryClient();
  const action = useAction(() => refreshVetting(queryClient));
  const [asking, setAsking] = useState(false);
  const remove = () =>
    api.DELETE('/api/v1/activities/{activity_id}/participants/{entry_id}', {
      params: { path: { activity_id: activityId, entry_id: row.id }, header: ifMatch(`"${row.version}"`) },
    });
  return (
    <>
      <Button size="sm" variant="ghost" aria-label={`Take off ${row.participant.name}`} onClick={() => setAsking(true)}>
        Take off
      </Button>
      <ConfirmDialog
        open={asking}
        danger
        title={`Take ${row.participant.name} off the list?`}
        confirm="Take off"
        busy={action.busy === 'remove'}
        onClose={() => setAsking(false)}
        onConfirm={() => void action.run('remove', remove, `${row.participant.name} taken off`).then(() => setAsking(false))}
      >
        What vetting has decided stays on record.
      </ConfirmDialog>
      {action.stale}
    </>
  );
}

/** That somebody is home again: with the visit over, the post confirms it of each. */
function ReturnButton({ activity, entry }: { activity: Activity; entry: ListedPerson }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="sm" variant="ghost" icon={House} aria-label={`Confirm return of ${entry.participant.name}`} onClick={() => setOpen(true)}>
        Confirm return
      </Button>
      <Suspense>{open ? <ReturnDialog activity={activity} entry={entry} onClose={() => setOpen(false)} /> : null}</Suspense>
    </>
  );
}

const WENT = new Set(['active', 'suspended', 'completed', 'closed']);

function Person({ activity, row, entry }: { activity: Activity; row: QueueRow; entry: ListedPerson | undefined }) {
  const can = useCan();
  const away = entry && WENT.has(activity.status) && !entry.return_confirmed_on;
  const cases = [
    { what: 'Person', newest: row.person_case },
    { what: row.unit?.name ?? 'Unit', newest: row.unit_case },
  ];
  return (
    <li>
      <div className={styles.words}>
        <div className={styles.officer}>
          <span>
            <strong>{row.participant.name}</strong>
            <span className={styles.under}>{[row.participant.rank, row.unit?.name ?? 'no unit named'].filter(Boolean).join(' · ')}</span>
          </span>
          {row.cleared ? <Pill tone="good" icon={ShieldCheck}>Cleared</Pill> : null}
          <NextStepButton row={row} />
          {away && can('vetting:manage') ? <ReturnButton activity={activity} entry={entry} /> : null}
          {hasAction(activity, 'add_participant') ? <RemoveButton activityId={activity.id} row={row} /> : null}
        </div>
        {entry?.return_confirmed_on ? (
          <span className={styles.under}>
            Home again: confirmed for {formatDate(entry.return_confirmed_on)}
            {entry.days_attended === null ? null : `, after ${plural(entry.days_attended, 'day')}`}
          </span>
        ) : null}
        {row.next_step ? <p>{NEXT[row.next_step]}</p> : null}
        {cases.map(({ what, newest }) => (
          <span key={what} className={styles.under}>
            {what}: {newest ? <StatusPill kind="vetting" status={newest.status} /> : 'no case'}
            {newest?.valid_to ? ` through ${formatDate(newest.valid_to)}` : null}
          </span>
        ))}
      </div>
    </li>
  );
}

/** The list with what vetting still needs of each: for the post, and read-only for the programme. */
function Vetted({ activity }: { activity: Activity }) {
  const { data, error, refetch } = useQuery(vettingOf(activity.id));
  const { data: listed } = useQuery(participantsOf(activity.id));
  const [adding, setAdding] = useState(false);
  const entries = new Map(listed?.map((entry) => [entry.id, entry]));
  const home = listed?.filter(({ return_confirmed_on: day }) => day !== null).length ?? 0;
  const cleared = data?.filter((row) => row.cleared).length ?? 0;
  return (
    <Card
      title="Participants"
      subtitle={data ? `${cleared} of ${data.length} cleared through the last day${WENT.has(activity.status) ? `, ${home} home again` : ''}` : 'Who is to attend, and how vetting stands'}
      body="flush"
      actions={
        hasAction(activity, 'add_participant') ? (
          <Button size="sm" icon={UserPlus} onClick={() => setAdding(true)}>
            Add participant
          </Button>
        ) : undefined
      }
    >
      {error ? <ErrorState compact error={error} onRetry={() => void refetch()} /> : null}
      {!error && !data ? <Waiting /> : null}
      {data?.length === 0 ? (
        <EmptyState compact icon={UsersRound} title="Nobody on the list">
          The post names who is to attend, so that person and unit can be vetted.
        </EmptyState>
      ) : null}
      {data && data.length > 0 ? (
        <ul className={styles.list}>
          {data.map((row) => (
            <Person key={row.id} activity={activity} row={row} entry={entries.get(row.id)} />
          ))}
        </ul>
      ) : null}
      <Suspense>{adding ? <ParticipantDialog activity={activity} onClose={() => setAdding(false)} /> : null}</Suspense>
    </Card>
  );
}

export default function ParticipantsTab({ activity }: { activity: Activity }) {
  const can = useCan();
  return can('vetting:read') ? <Vetted activity={activity} /> : <ApprovedNames activity={activity} />;
}
