import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Building2, ChevronLeft } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { hasAction } from '@/shared/access';
import { useTab } from '@/shared/listing';
import { useSingleKeys } from '@/shared/preferences';
import { ButtonLink, Card, ErrorState, Kbd, layout, PageHeader, Segmented, Skeleton, StatusPill } from '@/shared/ui';
import { keepView } from './columns';
import { claimDetail } from './queries';
import styles from './Review.module.css';

const ClaimReview = lazy(() => import('./ClaimReview'));
const ClaimEditor = lazy(() => import('./ClaimEditor'));
const RecordTimeline = lazy(() => import('@/shared/timeline'));

const TABS = ['claim', 'timeline'] as const;
const CHOICES = [
  { value: 'claim', label: 'Claim' },
  { value: 'timeline', label: 'Timeline' },
];

/** One claim: its preparer writes it while it is a draft or returned, everybody else reads and decides it. */
export function ClaimPage() {
  const { id = '' } = useParams({ strict: false });
  const [tab, goTo] = useTab(TABS);
  const keys = useSingleKeys();
  const { data: claim, error, refetch } = useQuery(claimDetail(id));
  if (error && !claim) {
    return (
      <>
        <PageHeader title="Claim" />
        <Card>
          <ErrorState error={error} onRetry={() => void refetch()} />
        </Card>
      </>
    );
  }
  const record = claim?.data;
  const writes = record ? hasAction(record, 'submit') || hasAction(record, 'resubmit') : false;
  const waiting = (
    <Card>
      <Skeleton width="40%" height={420} />
    </Card>
  );
  const body = () => {
    if (!claim) return waiting;
    if (tab === 'timeline') {
      return (
        <Card title="Timeline" subtitle="Every step of this claim, newest first">
          <RecordTimeline kind="claim" id={claim.data.id} />
        </Card>
      );
    }
    return writes ? <ClaimEditor claim={claim} /> : <ClaimReview claim={claim} />;
  };
  return (
    <>
      <PageHeader
        title={record?.reference}
        subtitle={
          record ? (
            <>
              <StatusPill kind="claim" status={record.status} />
              <Link to="/agencies/$id" params={{ id: record.agency.id }} className={layout.inline}>
                <Building2 size={15} aria-hidden />
                {record.agency.name}
              </Link>
              {!writes && keys ? (
                <span className={styles.keys} data-print="hide">
                  <Kbd>J</Kbd> <Kbd>K</Kbd> to move through the queue, <Kbd>?</Kbd> for all keys
                </span>
              ) : null}
            </>
          ) : undefined
        }
        actions={
          <>
            <Segmented label="Parts of the claim" tabs={CHOICES} value={tab} onChange={goTo} />
            <ButtonLink to="/claims" search={keepView} icon={ChevronLeft}>
              All claims
            </ButtonLink>
          </>
        }
      />
      <Suspense fallback={waiting}>{body()}</Suspense>
    </>
  );
}
