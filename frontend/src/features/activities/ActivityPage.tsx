import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Building2, ClipboardCheck, Ellipsis, MapPin, Pencil, ReceiptText } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { hasAction, useCan } from '@/shared/access';
import { useAction } from '@/shared/actions';
import type { Versioned } from '@/shared/api';
import { useTab } from '@/shared/listing';
import {
  Button,
  ButtonLink,
  Card,
  ConfirmDialog,
  ErrorState,
  IconButton,
  layout,
  Menu,
  PageHeader,
  Skeleton,
  StatusPill,
  Tabs,
  type MenuEntry,
} from '@/shared/ui';
import { REASONED, STEPS, type Reasoned } from './actions';
import { activityDetail, refreshActivities, type Activity } from './queries';

const ActivityEditDialog = lazy(() => import('./ActivityEditDialog'));
const ActivityOverview = lazy(() => import('./ActivityOverview'));
const AfterActionTab = lazy(() => import('./AfterActionTab'));
const AttendanceDialog = lazy(() => import('./AttendanceDialog'));
const ReasonDialog = lazy(() => import('./ReasonDialog'));
const RecordTimeline = lazy(() => import('@/shared/timeline'));

const TABS = ['overview', 'timeline', 'report'] as const;
const REASONS = Object.keys(REASONED) as Reasoned[];

function Actions({ activity }: { activity: Versioned<Activity> }) {
  const queryClient = useQueryClient();
  const action = useAction(() => refreshActivities(queryClient));
  const [open, setOpen] = useState<Reasoned | 'edit' | 'attendance'>();
  const [asking, setAsking] = useState<string>();
  const record = activity.data;
  const close = () => setOpen(undefined);
  const steps = STEPS.filter(({ name }) => hasAction(record, name));
  const asked = STEPS.find(({ name }) => name === asking);
  const menu: MenuEntry[] = REASONS.filter((step) => hasAction(record, step)).map((step) => ({
    label: `${REASONED[step].submit}…`,
    onSelect: () => setOpen(step),
    danger: step === 'cancel',
  }));
  return (
    <>
      {hasAction(record, 'update') ? (
        <Button icon={Pencil} onClick={() => setOpen('edit')}>
          Edit
        </Button>
      ) : null}
      {hasAction(record, 'record_attendance') ? (
        <Button icon={ClipboardCheck} onClick={() => setOpen('attendance')}>
          Record attendance
        </Button>
      ) : null}
      {steps.map(({ name, label, icon }, index) => (
        <Button key={name} variant={index === 0 ? 'primary' : 'secondary'} icon={icon} onClick={() => setAsking(name)}>
          {label}
        </Button>
      ))}
      {menu.length > 0 ? (
        <Menu
          label="More"
          align="end"
          entries={menu}
          trigger={(props) => <IconButton {...props} icon={Ellipsis} label="More about this activity" />}
        />
      ) : null}
      {asked ? (
        <ConfirmDialog
          open
          title={asked.title}
          confirm={asked.label}
          busy={action.busy === asked.name}
          onClose={() => setAsking(undefined)}
          onConfirm={() => void action.run(asked.name, () => asked.call(activity), asked.done).then(() => setAsking(undefined))}
        >
          {asked.note}
        </ConfirmDialog>
      ) : null}
      {action.stale}
      <Suspense>
        {open === 'edit' ? <ActivityEditDialog activity={activity} onClose={close} /> : null}
        {open === 'attendance' ? <AttendanceDialog activity={activity} onClose={close} /> : null}
        {open === 'suspend' || open === 'cancel' ? <ReasonDialog activity={activity} step={open} onClose={close} /> : null}
      </Suspense>
    </>
  );
}

function Panel({ tab, activity }: { tab: string; activity: Activity }) {
  switch (tab) {
    case 'timeline':
      return (
        <Card title="Timeline" subtitle="Every step of the activity and of its claims, newest first">
          <RecordTimeline kind="activity" id={activity.id} />
        </Card>
      );
    case 'report':
      return <AfterActionTab activity={activity} />;
    default:
      return <ActivityOverview activity={activity} />;
  }
}

/** One activity: who goes, what is missing for the go-ahead, what happened, what was learned. */
export function ActivityPage() {
  const { id = '' } = useParams({ strict: false });
  const can = useCan();
  const [tab, goTo] = useTab(TABS);
  const { data: activity, error, refetch } = useQuery(activityDetail(id));
  if (error && !activity) {
    return (
      <>
        <PageHeader title="Activity" />
        <Card>
          <ErrorState error={error} onRetry={() => void refetch()} />
        </Card>
      </>
    );
  }
  const record = activity?.data;
  const waiting = (
    <Card>
      <Skeleton width="40%" height={200} />
    </Card>
  );
  return (
    <>
      <PageHeader
        title={record?.title}
        subtitle={
          record ? (
            <>
              <StatusPill kind="activity" status={record.status} />
              <span className="num">{record.reference}</span>
              <Link to="/agencies/$id" params={{ id: record.agency.id }} className={layout.inline}>
                <Building2 size={15} aria-hidden />
                {record.agency.name}
              </Link>
              {record.country ? (
                <span className={layout.inline}>
                  <MapPin size={15} aria-hidden />
                  {record.country.name}
                </span>
              ) : null}
            </>
          ) : undefined
        }
        actions={
          activity ? (
            <>
              {can('claims:read') ? (
                <ButtonLink to="/claims" search={{ activity_id: [activity.data.id], view: 'all' } as never} icon={ReceiptText}>
                  Claims
                </ButtonLink>
              ) : null}
              <Actions activity={activity} />
            </>
          ) : undefined
        }
      />
      <Tabs
        label="Parts of the activity"
        value={tab}
        onChange={goTo}
        tabs={[
          { value: 'overview', label: 'Overview' },
          { value: 'timeline', label: 'Timeline' },
          { value: 'report', label: 'After-action' },
        ]}
      >
        <Suspense fallback={waiting}>{record ? <Panel tab={tab} activity={record} /> : waiting}</Suspense>
      </Tabs>
    </>
  );
}
