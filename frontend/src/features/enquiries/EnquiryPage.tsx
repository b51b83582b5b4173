import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { formatDateTime } from '@/shared/format';
import { Card, ErrorState, Facts, layout, Notice, PageHeader, Skeleton, StatusPill } from '@/shared/ui';
import styles from './Enquiry.module.css';
import { enquiryDetail, type Enquiry } from './queries';

const EnquiryActions = lazy(() => import('./EnquiryActions'));

function Contact({ enquiry }: { enquiry: Enquiry }) {
  return (
    <Card title="Who asks">
      <Facts
        items={[
          { label: 'Agency', value: enquiry.agency_name },
          { label: 'State', value: enquiry.state },
          { label: 'ORI', value: enquiry.ori ?? 'Not given' },
          { label: 'Name', value: enquiry.contact_name },
          ...(enquiry.contact_title ? [{ label: 'Title', value: enquiry.contact_title }] : []),
          { label: 'Email', value: <a href={`mailto:${enquiry.contact_email}`}>{enquiry.contact_email}</a> },
          ...(enquiry.contact_phone
            ? [{ label: 'Phone', value: <a href={`tel:${enquiry.contact_phone}`}>{enquiry.contact_phone}</a> }]
            : []),
          { label: 'Received', value: formatDateTime(enquiry.received_at) },
        ]}
      />
    </Card>
  );
}

/** One enquiry: what is asked, by whom, and what was done with it. */
export function EnquiryPage() {
  const { id = '' } = useParams({ strict: false });
  const { data: enquiry, error, refetch } = useQuery(enquiryDetail(id));
  if (error) {
    return (
      <>
        <PageHeader title="Enquiry" />
        <Card>
          <ErrorState error={error} onRetry={() => void refetch()} />
        </Card>
      </>
    );
  }
  const record = enquiry?.data;
  return (
    <>
      <PageHeader
        title={record?.agency_name}
        subtitle={
          record ? (
            <>
              <StatusPill kind="enquiry" status={record.status} />
              <span className="num">{record.reference}</span>
            </>
          ) : undefined
        }
        actions={
          enquiry ? (
            <Suspense fallback={<Skeleton width={220} height={36} />}>
              <EnquiryActions enquiry={enquiry} />
            </Suspense>
          ) : undefined
        }
      />
      {record ? (
        <div className={layout.grid}>
          <div className={`${layout.stack} ${layout.span8}`}>
            {record.agency ? (
              <Notice
                tone="good"
                action={
                  <Link to="/agencies/$id" params={{ id: record.agency.id }}>
                    Open the agency
                  </Link>
                }
              >
                This enquiry belongs to {record.agency.name}.
              </Notice>
            ) : null}
            {record.dismiss_reason ? <Notice>Dismissed: {record.dismiss_reason}</Notice> : null}
            <Card title="What is asked">
              <p className={styles.text}>{record.message}</p>
            </Card>
            {record.answer ? (
              <Card title="Answer" subtitle={formatDateTime(record.answered_at)}>
                <p className={styles.text}>{record.answer}</p>
              </Card>
            ) : null}
          </div>
          <div className={`${layout.stack} ${layout.span4}`}>
            <Contact enquiry={record} />
          </div>
        </div>
      ) : (
        <Card>
          <Skeleton width="70%" height={240} />
        </Card>
      )}
    </>
  );
}
