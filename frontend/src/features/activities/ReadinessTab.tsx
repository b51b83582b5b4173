import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { CircleAlert, CircleCheck, CircleX, Clock, UsersRound } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { hasAction } from '@/shared/access';
import { formatDate, formatDateRange, plural } from '@/shared/format';
import { Button, Card, EmptyState, ErrorState, Pill, Skeleton } from '@/shared/ui';
import { matrixOf, type Activity, type ReadinessRequirement, type ReadinessRow } from './queries';
import { readinessName } from './readiness';
import type { ReadinessTask } from './ReadinessDialog';
import styles from './Readiness.module.css';

const ReadinessDialog = lazy(() => import('./ReadinessDialog'));

const EXPIRES = new Set(['expires_too_early', 'waiver_ends_too_early', 'expiry_unknown']);

function Standing({ standing, passes }: Pick<ReadinessRequirement, 'standing' | 'passes'>) {
  if (standing === 'waived') return <Pill tone="warn" icon={CircleAlert}>Waived</Pill>;
  if (passes) return <Pill tone="good" icon={CircleCheck}>Valid</Pill>;
  if (EXPIRES.has(standing)) return <Pill tone="bad" icon={Clock}>Expires</Pill>;
  return <Pill tone="bad" icon={CircleX}>{standing === 'issued_too_late' ? 'Too late' : 'Missing'}</Pill>;
}

function Cell({ requirement, officer, onTask }: { requirement: ReadinessRequirement; officer: string; onTask: (way: 'set' | 'waive') => void }) {
  const { item, passes, message, reason, remedy, type } = requirement;
  const name = readinessName(type);
  const why = item.waiver && passes ? `Until ${formatDate(item.waiver.expires_on)}, by ${item.waiver.approved_by.name}: ${item.waiver.reason}` : message;
  return (
    <>
      <Standing standing={requirement.standing} passes={passes} />
      <p className={styles.why}>{why}</p>
      {passes || message.includes(reason) ? null : <p className={styles.why}>{reason}</p>}
      {remedy ? <p className={styles.remedy}>{remedy}</p> : null}
      <div className={styles.buttons}>
        {hasAction(requirement, 'set') ? (
          <Button size="sm" variant="ghost" aria-label={`Record ${name} of ${officer}`} onClick={() => onTask('set')}>
            Record
          </Button>
        ) : null}
        {!passes && hasAction(requirement, 'waive') ? (
          <Button size="sm" variant="ghost" aria-label={`Waive ${name} of ${officer}`} onClick={() => onTask('waive')}>
            Waive
          </Button>
        ) : null}
      </div>
    </>
  );
}

function Row({ row, types, onTask }: { row: ReadinessRow; types: readonly string[]; onTask: (way: 'set' | 'waive', requirement: ReadinessRequirement) => void }) {
  const missing = row.items.filter(({ passes }) => !passes).length;
  return (
    <tr>
      <th scope="row">
        <Link to="/officers/$id" params={{ id: row.officer.id }}>
          {row.officer.name}
        </Link>
        <span className={styles.under}>{formatDateRange(row.starts_on, row.ends_on)}</span>
        {row.days_in_twelve_months === null ? null : (
          <span className={styles.under}>
            {plural(row.days_in_twelve_months, 'day')} abroad in twelve months, {row.days_in_calendar_year} in the calendar year
          </span>
        )}
        <span className={styles.under}>
          {missing === 0 ? <Pill tone="good" icon={CircleCheck}>Ready</Pill> : <Pill tone="warn" icon={CircleAlert}>{plural(missing, 'item')} missing</Pill>}
        </span>
      </th>
      {types.map((type) => {
        const requirement = row.items.find((item) => item.type === type);
        return (
          <td key={type} data-label={readinessName(type)}>
            {requirement ? (
              <Cell requirement={requirement} officer={row.officer.name} onTask={(way) => onTask(way, requirement)} />
            ) : (
              <span className="muted">Not asked for</span>
            )}
          </td>
        );
      })}
    </tr>
  );
}

/** Officers by requirements: how each stands, why it is asked for, and what to do. */
export default function ReadinessTab({ activity }: { activity: Activity }) {
  const { data, error, refetch } = useQuery(matrixOf(activity.id));
  const [task, setTask] = useState<ReadinessTask>();
  const subtitle = data ? `${data.ready} of ${plural(data.officers.length, 'officer')} ready. Every gate is asked again on the first day.` : 'What each officer must hold';
  return (
    <Card title="Readiness" subtitle={subtitle} body="flush">
      {error ? <ErrorState compact error={error} onRetry={() => void refetch()} /> : null}
      {!error && !data ? (
        <div className={styles.pad}>
          <Skeleton width="80%" height={220} />
        </div>
      ) : null}
      {data?.officers.length === 0 ? (
        <EmptyState compact icon={UsersRound} title="Nobody assigned">
          Assign officers on the overview; what each must hold is then shown here.
        </EmptyState>
      ) : null}
      {data && data.officers.length > 0 ? (
        <div className={styles.scroll} role="region" aria-label="Readiness of each officer" tabIndex={0}>
          <table className={styles.matrix}>
            <caption className="sr-only">Officers by requirements</caption>
            <thead>
              <tr>
                <th scope="col">Officer</th>
                {data.types.map((type) => (
                  <th key={type} scope="col">
                    {readinessName(type)}
                  </th>
                ))}
                {data.types.length === 0 ? <th scope="col">Requirements</th> : null}
              </tr>
            </thead>
            <tbody>
              {data.officers.map((row) => (
                <Row
                  key={row.assignment_id}
                  row={row}
                  types={data.types}
                  onTask={(way, requirement) =>
                    setTask({ way, requirement, activityId: activity.id, assignmentId: row.assignment_id, officer: row.officer.name })
                  }
                />
              ))}
            </tbody>
          </table>
          {data.types.length === 0 ? <p className={styles.pad}>Work inside the United States asks for nothing here.</p> : null}
        </div>
      ) : null}
      <Suspense>{task ? <ReadinessDialog task={task} onClose={() => setTask(undefined)} /> : null}</Suspense>
    </Card>
  );
}
