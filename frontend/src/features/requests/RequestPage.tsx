import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { CircleCheckBig, Landmark, MapPin, Pencil, Send } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { hasAction, useCan } from '@/shared/access';
import { useAction } from '@/shared/actions';
import { api, ifMatch, type Versioned } from '@/shared/api';
import { useTab } from '@/shared/listing';
import { Button, Card, ErrorState, PageHeader, Skeleton, StatusPill, Tabs } from '@/shared/ui';
import { Clarifications } from './Clarifications';
import { elsewhere, UrgencyPill } from './columns';
import { clarifications, offersOf, outreachOf, refreshRequests, requestDetail, type Request } from './queries';
import styles from './Request.module.css';
import { RequestNeed } from './RequestNeed';

const RequestEditDialog = lazy(() => import('./RequestEditDialog'));
const ValidateDialog = lazy(() => import('./ValidateDialog'));
const CloseDialog = lazy(() => import('./CloseDialog'));
const MatchBoard = lazy(() => import('./MatchBoard'));
const OutreachLog = lazy(() => import('./OutreachLog'));
const Offers = lazy(() => import('./Offers'));
const RecordHistory = lazy(() => import('@/shared/history'));

const TABS = ['need', 'match', 'outreach', 'offers', 'questions', 'history'] as const;

function Actions({ request }: { request: Versioned<Request> }) {
  const queryClient = useQueryClient();
  const [open, setOpen] = useState<'edit' | 'validate' | 'close'>();
  const action = useAction(() => refreshRequests(queryClient));
  const record = request.data;
  const close = () => setOpen(undefined);
  return (
    <>
      {hasAction(record, 'update') ? (
        <Button icon={Pencil} onClick={() => setOpen('edit')}>
          Edit
        </Button>
      ) : null}
      {hasAction(record, 'close') ? (
        <Button icon={CircleCheckBig} onClick={() => setOpen('close')}>
          Close request
        </Button>
      ) : null}
      {hasAction(record, 'submit') ? (
        <Button
          variant="primary"
          icon={Send}
          busy={action.busy === 'submit'}
          onClick={() =>
            void action.run(
              'submit',
              () =>
                api.POST('/api/v1/requests/{request_id}/submit', {
                  params: { path: { request_id: record.id }, header: ifMatch(request.etag) },
                }),
              `${record.reference} submitted`,
            )
          }
        >
          Submit
        </Button>
      ) : null}
      {hasAction(record, 'validate') ? (
        <Button variant="primary" icon={Landmark} onClick={() => setOpen('validate')}>
          Validate
        </Button>
      ) : null}
      {action.stale}
      <Suspense>
        {open === 'edit' ? <RequestEditDialog request={request} onClose={close} /> : null}
        {open === 'validate' ? <ValidateDialog request={request} onClose={close} /> : null}
        {open === 'close' ? <CloseDialog request={request} onClose={close} /> : null}
      </Suspense>
    </>
  );
}

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
      return (
        <Card title="History" subtitle="Every change, newest first">
          <RecordHistory subjectId={request.data.id} />
        </Card>
      );
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
  const offers = useQuery({ ...offersOf(id), enabled: seesOutreach });
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
        actions={request ? <Actions request={request} /> : undefined}
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
                { value: 'offers', label: 'Offers', count: offers.data?.length },
              ]
            : []),
          { value: 'questions', label: 'Questions', count: questions.data?.length },
          ...(can('audit:read') ? [{ value: 'history', label: 'History' }] : []),
        ]}
      >
        <Suspense fallback={waiting}>{request ? <Panel tab={tab} request={request} /> : waiting}</Suspense>
      </Tabs>
    </>
  );
}
