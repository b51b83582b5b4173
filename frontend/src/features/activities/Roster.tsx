import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ChevronDown, CircleAlert, CircleCheck, CircleX, UserPlus, UsersRound } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { hasAction, useCan } from '@/shared/access';
import { useAction } from '@/shared/actions';
import { api, ifMatch } from '@/shared/api';
import { formatDate, formatDateRange, plural } from '@/shared/format';
import { Button, Card, ConfirmDialog, EmptyState, Pill, Skeleton } from '@/shared/ui';
import styles from './Activity.module.css';
import { assignmentDetail, readinessOf, refreshActivities, type Activity, type Readiness, type ReadinessRequirement } from './queries';
import { readinessName } from './readiness';
import type { ReadinessTask } from './ReadinessDialog';

const AssignDialog = lazy(() => import('./AssignDialog'));
const ServiceDialog = lazy(() => import('./ServiceDialog'));
const ReadinessDialog = lazy(() => import('./ReadinessDialog'));

type Assigned = Activity['assignments'][number];

function Need({ requirement, readiness, onTask }: { requirement: ReadinessRequirement; readiness: Readiness; onTask: (way: 'set' | 'waive') => void }) {
  const { passes, standing, item, type } = requirement;
  const Icon = passes ? (standing === 'waived' ? CircleAlert : CircleCheck) : CircleX;
  const tone = passes ? (standing === 'waived' ? 'warn' : 'good') : 'bad';
  const name = readinessName(type);
  const held = item.waiver ? `Waived until ${formatDate(item.waiver.expires_on)} by ${item.waiver.approved_by.name}: ${item.waiver.reason}` : requirement.message;
  return (
    <li>
      <Icon size={16} role="img" aria-label={passes ? (standing === 'waived' ? 'Waived' : 'Held') : 'Missing'} className={styles.mark} data-tone={tone} />
      <div className={styles.words}>
        <strong>{name}</strong>
        <span className={styles.under}>{held}</span>
      </div>
      <div className={styles.buttons}>
        {hasAction(readiness, 'set') ? (
          <Button size="sm" variant="ghost" aria-label={`Record ${name}`} onClick={() => onTask('set')}>
            Record
          </Button>
        ) : null}
        {!passes && hasAction(readiness, 'waive') ? (
          <Button size="sm" variant="ghost" aria-label={`Waive ${name}`} onClick={() => onTask('waive')}>
            Waive
          </Button>
        ) : null}
      </div>
    </li>
  );
}

function Standing({ readiness }: { readiness: Readiness }) {
  const missing = readiness.items.filter(({ passes }) => !passes).length;
  return readiness.ready ? (
    <Pill tone="good" icon={CircleCheck}>
      Ready
    </Pill>
  ) : (
    <Pill tone="warn" icon={CircleAlert}>
      {plural(missing, 'item')} missing
    </Pill>
  );
}

function RemoveButton({ activityId, assigned }: { activityId: string; assigned: Assigned }) {
  const queryClient = useQueryClient();
  const { data } = useQuery(assignmentDetail(activityId, assigned.id));
  const action = useAction(() => refreshActivities(queryClient));
  const [asking, setAsking] = useState(false);
  if (!data || !hasAction(data.data, 'cancel')) return null;
  return (
    <>
      <Button size="sm" variant="ghost" aria-label={`Take off ${assigned.officer.name}`} onClick={() => setAsking(true)}>
        Take off
      </Button>
      <ConfirmDialog
        open={asking}
        danger
        title={`Take ${assigned.officer.name} off this activity?`}
        confirm="Take off"
        busy={action.busy === 'cancel'}
        onClose={() => setAsking(false)}
        onConfirm={() =>
          void action
            .run(
              'cancel',
              () =>
                api.POST('/api/v1/activities/{activity_id}/assignments/{assignment_id}/cancel', {
                  params: { path: { activity_id: activityId, assignment_id: assigned.id }, header: ifMatch(data.etag) },
                }),
              `${assigned.officer.name} taken off`,
            )
            .then(() => setAsking(false))
        }
      >
        The officer is free for other activities on these days. What is on file for the officer stays.
      </ConfirmDialog>
      {action.stale}
    </>
  );
}

/** The role, and of work done the hours: both stand in the officer's transcript. */
function ServiceButton({ activity, assigned }: { activity: Activity; assigned: Assigned }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="sm" variant="ghost" aria-label={`Role and hours of ${assigned.officer.name}`} onClick={() => setOpen(true)}>
        Role and hours
      </Button>
      <Suspense>{open ? <ServiceDialog activityId={activity.id} assigned={assigned} onClose={() => setOpen(false)} /> : null}</Suspense>
    </>
  );
}

function Officer({ activity, assigned, onTask }: { activity: Activity; assigned: Assigned; onTask: (task: ReadinessTask) => void }) {
  const can = useCan();
  const sees = can('readiness:read') && assigned.status === 'planned';
  const { data, error } = useQuery({ ...readinessOf(activity.id, assigned.id), enabled: sees });
  const [open, setOpen] = useState(false);
  const { officer } = assigned;
  return (
    <li>
      <div className={styles.words}>
        <div className={styles.officer}>
          <span>
            <Link to="/officers/$id" params={{ id: officer.id }}>
              {officer.name}
            </Link>
            <span className={styles.under}>
              {[assigned.duty, formatDateRange(assigned.starts_on, assigned.ends_on), assigned.hours ? `${Number(assigned.hours)} hours` : null]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </span>
          {assigned.status === 'cancelled' ? <Pill>Taken off</Pill> : null}
          {data ? <Standing readiness={data} /> : null}
          {data ? (
            <Button size="sm" variant="ghost" iconAfter={ChevronDown} aria-expanded={open} aria-label={`Details: what ${officer.name} must hold`} onClick={() => setOpen(!open)}>
              Details
            </Button>
          ) : null}
          {assigned.status === 'planned' && hasAction(activity, 'state_hours') ? <ServiceButton activity={activity} assigned={assigned} /> : null}
          {assigned.status === 'planned' && can('assignments:manage') ? <RemoveButton activityId={activity.id} assigned={assigned} /> : null}
        </div>
        {sees && !data && !error ? <Skeleton width={120} /> : null}
        {error ? <span className={styles.under}>Readiness could not be read.</span> : null}
        {open && data ? (
          <ul className={styles.needs}>
            {data.items.length === 0 ? <li>Nothing is called for.</li> : null}
            {data.items.map((requirement) => (
              <Need
                key={requirement.type}
                requirement={requirement}
                readiness={data}
                onTask={(way) => onTask({ way, requirement, activityId: activity.id, assignmentId: assigned.id, officer: officer.name })}
              />
            ))}
          </ul>
        ) : null}
      </div>
    </li>
  );
}

/** Who goes, and what each must hold before leaving. */
export function RosterCard({ activity }: { activity: Activity }) {
  const [assigning, setAssigning] = useState(false);
  const [task, setTask] = useState<ReadinessTask>();
  const { assignments } = activity;
  const planned = assignments.filter(({ status }) => status === 'planned').length;
  return (
    <Card
      title="Roster"
      subtitle={assignments.length > 0 ? `${plural(planned, 'officer')} of ${activity.agency.name}` : 'Officers of the agency'}
      body="flush"
      actions={
        hasAction(activity, 'assign') ? (
          <Button size="sm" icon={UserPlus} onClick={() => setAssigning(true)}>
            Assign officer
          </Button>
        ) : undefined
      }
    >
      {assignments.length === 0 ? (
        <EmptyState compact icon={UsersRound} title="Nobody assigned">
          {hasAction(activity, 'assign') ? 'Assign an officer; what each must hold is then listed here.' : 'The agency or the programme assigns officers.'}
        </EmptyState>
      ) : (
        <ul className={styles.list}>
          {assignments.map((assigned) => (
            <Officer key={assigned.id} activity={activity} assigned={assigned} onTask={setTask} />
          ))}
        </ul>
      )}
      <Suspense>
        {assigning ? <AssignDialog activity={activity} onClose={() => setAssigning(false)} /> : null}
        {task ? <ReadinessDialog task={task} onClose={() => setTask(undefined)} /> : null}
      </Suspense>
    </Card>
  );
}
