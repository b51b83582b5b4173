import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { formatCount, formatDate, formatDateTime, formatMoney, formatWindow } from '@/shared/format';
import { modality } from '@/shared/labels';
import { Card, Facts, FigureCard, layout, Notice } from '@/shared/ui';
import styles from './Activity.module.css';
import { ChecklistCard } from './Checklist';
import { activityDates } from './columns';
import { GatesCard } from './Gates';
import type { Activity } from './queries';
import { RosterCard } from './Roster';

const BEFORE = new Set(['planning', 'readying', 'authorized', 'suspended']);

function FactsCard({ activity }: { activity: Activity }) {
  const items: { label: string; value: ReactNode }[] = [
    { label: 'Kind', value: modality(activity.modality) },
    { label: 'Venue', value: activity.venue ?? 'Not set' },
  ];
  if (activity.request) {
    items.push({
      label: 'Request',
      value: (
        <Link to="/requests/$id" params={{ id: activity.request.id }}>
          {activity.request.reference}
        </Link>
      ),
    });
  }
  if (activity.agreement) {
    items.push({
      label: 'Agreement',
      value: (
        <Link to="/mous/$id" params={{ id: activity.agreement.id }}>
          {activity.agreement.reference}
        </Link>
      ),
    });
  }
  items.push(
    {
      label: 'Instrument',
      value: activity.instrument ? (
        <Link to="/instruments/$id" params={{ id: activity.instrument.id }}>
          {activity.instrument.reference}
        </Link>
      ) : (
        'Not named'
      ),
    },
    {
      label: 'Obligation',
      value: activity.obligation ? (
        <Link to="/obligations/$id" params={{ id: activity.obligation.id }}>
          {activity.obligation.reference}
        </Link>
      ) : (
        'Not named'
      ),
    },
    { label: 'Concurred', value: activity.concurred_at ? formatDateTime(activity.concurred_at) : 'Not yet' },
    { label: 'Attendance', value: activity.attendance_recorded_at ? formatDateTime(activity.attendance_recorded_at) : 'Not recorded' },
  );
  if (activity.source_address) {
    items.push({
      label: 'Source',
      value: (
        <a href={activity.source_address} rel="noreferrer">
          Published record
        </a>
      ),
    });
  }
  return (
    <Card title="Facts" subtitle={activity.reference}>
      {activity.summary ? <p className={styles.prose}>{activity.summary}</p> : null}
      <Facts items={items} />
    </Card>
  );
}

/** Who goes, what is missing, what it costs. */
export default function ActivityOverview({ activity }: { activity: Activity }) {
  const { starts_on: from, ends_on: to } = activity;
  const exact = activity.date_precision === 'day';
  return (
    <div className={layout.stack}>
      {activity.cancel_reason ? <Notice tone="warn">Cancelled: {activity.cancel_reason}</Notice> : null}
      {activity.agreement?.outlived ? (
        <Notice
          tone="warn"
          action={
            <Link to="/mous/$id" params={{ id: activity.agreement.id }}>
              {activity.agreement.reference}
            </Link>
          }
        >
          The agreement with {activity.agency.name} ends on {formatDate(activity.agreement.last_on)}, before this activity does.
        </Notice>
      ) : null}
      <FigureCard
        label="The activity in figures"
        figures={[
          exact && from && to ? { label: 'Days', value: formatWindow(from, to), note: activityDates(activity) } : { label: 'Date', value: activityDates(activity) },
          { label: 'Estimate', value: formatMoney(activity.estimate), note: activity.obligation ? `${formatMoney(activity.obligation.unliquidated)} left of the obligation` : undefined },
          {
            label: 'Participants',
            value: formatCount(activity.participants_reported ?? activity.participants),
            note: activity.participants_reported === null ? 'on the list' : 'took part',
          },
          { label: 'Paperwork', value: `${activity.checklist.done} of ${activity.checklist.total}`, note: 'done' },
        ]}
      />
      <div className={layout.grid}>
        <div className={`${layout.stack} ${layout.span8}`}>
          <RosterCard activity={activity} />
          {activity.checklist.total > 0 ? <ChecklistCard id={activity.id} /> : null}
        </div>
        <div className={`${layout.stack} ${layout.span4}`}>
          {BEFORE.has(activity.status) ? <GatesCard id={activity.id} /> : null}
          <FactsCard activity={activity} />
        </div>
      </div>
    </div>
  );
}
