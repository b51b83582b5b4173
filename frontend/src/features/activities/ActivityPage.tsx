import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Building2, MapPin, ReceiptText } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { useCan } from '@/shared/access';
import { useTab } from '@/shared/listing';
import { ButtonLink, Card, ErrorState, layout, PageHeader, Skeleton, StatusPill, Tabs } from '@/shared/ui';
import { activityDetail, type Activity } from './queries';

const ActivityActions = lazy(() => import('./ActivityActions'));
const ActivityOverview = lazy(() => import('./ActivityOverview'));
const ParticipantsTab = lazy(() => import('./ParticipantsTab'));
const ReadinessTab = lazy(() => import('./ReadinessTab'));
const ItineraryTab = lazy(() => import('./ItineraryTab'));
const ResultsTab = lazy(() => import('./ResultsTab'));
const AfterActionTab = lazy(() => import('./AfterActionTab'));
const RecordTimeline = lazy(() => import('@/shared/timeline'));

const TABS = ['overview', 'readiness', 'itinerary', 'participants', 'timeline', 'results', 'report'] as const;

function Panel({ tab, activity }: { tab: string; activity: Activity }) {
  switch (tab) {
    case 'timeline':
      return (
        <Card title="Timeline" subtitle="Every step of the activity and of its claims, newest first">
          <RecordTimeline kind="activity" id={activity.id} />
        </Card>
      );
    case 'readiness':
      return <ReadinessTab activity={activity} />;
    case 'itinerary':
      return <ItineraryTab activity={activity} />;
    case 'participants':
      return <ParticipantsTab activity={activity} />;
    case 'results':
      return <ResultsTab activity={activity} />;
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
              <Suspense fallback={<Skeleton width={150} height={36} />}>
                <ActivityActions activity={activity} />
              </Suspense>
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
          ...(can('readiness:read') ? [{ value: 'readiness' as const, label: 'Readiness' }] : []),
          { value: 'itinerary', label: 'Itinerary' },
          { value: 'participants', label: 'Participants' },
          { value: 'timeline', label: 'Timeline' },
          { value: 'results', label: 'Results' },
          { value: 'report', label: 'After-action' },
        ]}
      >
        <Suspense fallback={waiting}>{record ? <Panel tab={tab} activity={record} /> : waiting}</Suspense>
      </Tabs>
    </>
  );
}
