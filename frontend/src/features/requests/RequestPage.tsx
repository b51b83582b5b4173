import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { MapPin } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { useCan } from '@/shared/access';
import type { Versioned } from '@/shared/api';
import { useTab } from '@/shared/listing';
import { Card, ErrorState, PageHeader, Skeleton, StatusPill, Tabs } from '@/shared/ui';
import { clarifications, comparisonOf, outreachOf, requestDetail, type Request } from './queries';
import styles from './Request.module.css';
import { elsewhere, UrgencyPill } from './words';

const RequestNeed = lazy(() => import('./RequestNeed'));
const Clarifications = lazy(() => import('./Clarifications'));
const RequestActions = lazy(() => import('./RequestActions'));
const MatchBoard = lazy(() => import('./MatchBoard'));
const OutreachLog = lazy(() => import('./OutreachLog'));
const Offers = lazy(() => import('./Offers'));
const History = lazy(() => import('@/shared/history'));

const TABS = ['need', 'match', 'outreach', 'offers', 'questions', 'history'] as const;

function Line({ request }: { request: Request }) {
  return (
    <>
      <StatusPill kind="request" status={request.status} />
      <UrgencyPill urgency={request.urgency} />
      <span className="num">{request.reference}</span>
      <span className={styles.place}>
        <MapPin size={15} aria-hidden />
        {[request.post.name, elsewhere(request)].filter(Boolean).join(' · ')}
      </span>
    </>
  );
}

function Panel({ tab, request }: { tab: string; request: Versioned<Request> }) {
  switch (tab) {
    case 'match':
      return <MatchBoard request={request.data} />;
    case 'outreach':
      return <OutreachLog request={request.data} />;
    case 'offers':
      return <Offers request={request.data} />;
    case 'questions':
      return <Clarifications request={request.data} />;
    case 'history':
      return <History kind="request" id={request.data.id} />;
    default:
      return <RequestNeed request={request.data} />;
  }
}

/** One need: what it says, whom it could go to, who was asked, and what they offer. */
export function RequestPage() {
  const { id = '' } = useParams({ strict: false });
  const can = useCan();
  const [tab, goTo] = useTab(TABS);
  const { data: request, error, refetch } = useQuery(requestDetail(id));
  const seesOutreach = can('outreach:read');
  const outreach = useQuery({ ...outreachOf(id), enabled: seesOutreach });
  const offers = useQuery({ ...comparisonOf(id), enabled: seesOutreach });
  const questions = useQuery(clarifications(id));

  if (error) {
    return (
      <>
        <PageHeader title="Request" />
        <Card>
          <ErrorState error={error} onRetry={() => void refetch()} />
        </Card>
      </>
    );
  }
  const record = request?.data;
  const waiting = (
    <Card>
      <Skeleton width="40%" height={160} />
    </Card>
  );
  return (
    <>
      <PageHeader
        title={record?.title}
        subtitle={record ? <Line request={record} /> : undefined}
        actions={
          request ? (
            <Suspense fallback={<Skeleton width={150} height={36} />}>
              <RequestActions request={request} />
            </Suspense>
          ) : undefined
        }
      />
      <Tabs
        label="Parts of the request"
        value={tab}
        onChange={goTo}
        tabs={[
          { value: 'need', label: 'The need' },
          ...(can('matches:read') ? [{ value: 'match', label: 'Match' }] : []),
          ...(seesOutreach
            ? [
                { value: 'outreach', label: 'Outreach', count: outreach.data?.length },
                { value: 'offers', label: 'Offers', count: offers.data?.items.length },
              ]
            : []),
          { value: 'questions', label: 'Questions', count: questions.data?.length },
          { value: 'history', label: 'History' },
        ]}
      >
        <Suspense fallback={waiting}>{request ? <Panel tab={tab} request={request} /> : waiting}</Suspense>
      </Tabs>
    </>
  );
}
