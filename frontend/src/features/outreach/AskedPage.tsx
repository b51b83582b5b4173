import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { hasAction, useCan } from '@/shared/access';
import { formatDateRange, formatDateTime, formatPeople, formatRelativeDays, formatWindow } from '@/shared/format';
import { languageName, modality } from '@/shared/labels';
import { Card, ErrorState, Facts, layout, Notice, PageHeader, Pill, Skeleton, StatusPill, Tag } from '@/shared/ui';
import styles from './Outreach.module.css';
import { askedRequest, outreachDetail, type Outreach, type Request } from './queries';

const AnswerCard = lazy(() => import('./AnswerCard'));
const OwnOffer = lazy(() => import('./OwnOffer'));
const OfferForm = lazy(() => import('./OfferForm'));

function Line({ outreach }: { outreach: Outreach }) {
  return (
    <>
      <StatusPill kind="outreach" status={outreach.status} />
      {outreach.late ? <Pill>Late, which counts the same</Pill> : null}
      <span className="num">{`${outreach.reference} · ${outreach.request.reference}`}</span>
      <span>{outreach.agency.name}</span>
    </>
  );
}

function What({ outreach, request }: { outreach: Outreach; request: Request | undefined }) {
  return (
    <Card title="What is asked" subtitle={request ? `By ${request.post.name}, for ${request.countries.map(({ name }) => name).join(', ')}` : undefined}>
      {outreach.message ? <p className={styles.message}>{outreach.message}</p> : null}
      {request ? (
        <>
          <p className={styles.need}>{request.need}</p>
          <div className={styles.tags}>
            {[...request.required_expertise, ...request.desired_expertise].map(({ code, name }) => (
              <Tag key={code}>{name}</Tag>
            ))}
          </div>
        </>
      ) : (
        <Skeleton width="80%" height={90} />
      )}
    </Card>
  );
}

function When({ outreach, request }: { outreach: Outreach; request: Request | undefined }) {
  return (
    <Card title="When and who">
      <Facts
        items={[
          { label: 'Window', value: `${formatDateRange(outreach.starts_on, outreach.ends_on)} (${formatWindow(outreach.starts_on, outreach.ends_on)})` },
          { label: 'Officers', value: request ? formatPeople(request.headcount) : <Skeleton width={80} /> },
          { label: 'Kind', value: request ? modality(request.modality) : <Skeleton width={110} /> },
          { label: 'Languages', value: request ? request.languages.map(languageName).join(', ') || 'None named' : <Skeleton width={70} /> },
          { label: 'Asked', value: formatDateTime(outreach.sent_at) },
          { label: 'Answer by', value: `${formatDateTime(outreach.due_at)} (${formatRelativeDays(outreach.due_at)})` },
          { label: 'Answered', value: outreach.replied_at ? formatDateTime(outreach.replied_at) : 'Not yet' },
          ...(outreach.chosen_reason ? [{ label: 'Why chosen', value: outreach.chosen_reason }] : []),
          ...(outreach.decline_reason ? [{ label: 'Your reason', value: outreach.decline_reason }] : []),
        ]}
      />
    </Card>
  );
}

/** One question to one agency: what, when, until when, and the place to answer it and to make an offer. */
export function AskedPage() {
  const { id = '' } = useParams({ strict: false });
  const can = useCan();
  const { data: outreach, error, refetch } = useQuery(outreachDetail(id));
  const request = useQuery({ ...askedRequest(outreach?.data.request.id ?? ''), enabled: outreach !== undefined }).data;

  if (error) {
    return (
      <>
        <PageHeader title="Question" />
        <Card>
          <ErrorState error={error} onRetry={() => void refetch()} />
        </Card>
      </>
    );
  }
  const record = outreach?.data;
  return (
    <>
      <PageHeader title={record?.request.title} subtitle={record ? <Line outreach={record} /> : undefined} />
      {outreach && record ? (
        <div className={layout.grid}>
          <div className={`${layout.stack} ${layout.span8}`}>
            {can('outreach:answer') ? null : (
              <Notice
                action={
                  <Link to="/requests/$id" params={{ id: record.request.id }} search={{ tab: 'offers' } as never}>
                    Compare all offers
                  </Link>
                }
              >
                The agency answers here. Its reason for a no, if it gives one, is not shown to those who choose.
              </Notice>
            )}
            <What outreach={record} request={request} />
            {hasAction(record, 'reply') ? (
              <Suspense
                fallback={
                  <Card title="Your answer">
                    <Skeleton width="100%" height={150} />
                  </Card>
                }
              >
                <AnswerCard outreach={outreach} />
              </Suspense>
            ) : null}
            {hasAction(record, 'offer') ? (
              <Suspense
                fallback={
                  <Card title="Make an offer">
                    <Skeleton width="60%" height={280} />
                  </Card>
                }
              >
                <OfferForm outreach={record} headcount={request?.headcount} modality={request?.modality} />
              </Suspense>
            ) : null}
            {record.offer_id ? (
              <Suspense
                fallback={
                  <Card title="The offer">
                    <Skeleton width="60%" height={180} />
                  </Card>
                }
              >
                <OwnOffer offerId={record.offer_id} />
              </Suspense>
            ) : null}
          </div>
          <div className={`${layout.stack} ${layout.span4}`}>
            <When outreach={record} request={request} />
          </div>
        </div>
      ) : (
        <Card>
          <Skeleton width="70%" height={280} />
        </Card>
      )}
    </>
  );
}
