import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Building2 } from 'lucide-react';
import { lazy, Suspense } from 'react';
import type { Versioned } from '@/shared/api';
import { useTab } from '@/shared/listing';
import { Card, ErrorState, PageHeader, Skeleton, StatusPill, Tabs } from '@/shared/ui';
import styles from './Mou.module.css';
import { mouDetail, type Mou } from './queries';
import { shownStatus } from './term';

const MouOverview = lazy(() => import('./MouOverview'));
const MouClausesTab = lazy(() => import('./MouClauses'));
const MouPapers = lazy(() => import('./MouPapers'));
const MouWork = lazy(() => import('./MouWork'));
const MouStanding = lazy(() => import('./MouStanding'));
const MouActions = lazy(() => import('./MouActions'));
const History = lazy(() => import('@/shared/history'));

const TABS = ['overview', 'clauses', 'papers', 'work', 'history'] as const;

function Panel({ tab, mou }: { tab: string; mou: Versioned<Mou> }) {
  switch (tab) {
    case 'clauses':
      return <MouClausesTab mou={mou.data} />;
    case 'papers':
      return <MouPapers mou={mou.data} />;
    case 'work':
      return <MouWork mou={mou.data} />;
    case 'history':
      return <History kind="mou" id={mou.data.id} />;
    default:
      return <MouOverview mou={mou.data} />;
  }
}

/** One memorandum: what it covers, what it says, who signed, what is on file. */
export function MouPage() {
  const { id = '' } = useParams({ strict: false });
  const [tab, goTo] = useTab(TABS);
  const { data: mou, error, refetch } = useQuery(mouDetail(id));
  if (error) {
    return (
      <>
        <PageHeader title="Agreement" />
        <Card>
          <ErrorState error={error} onRetry={() => void refetch()} />
        </Card>
      </>
    );
  }
  const record = mou?.data;
  const waiting = (
    <Card>
      <Skeleton width="40%" height={160} />
    </Card>
  );
  return (
    <>
      <PageHeader
        title={record?.title}
        subtitle={
          record ? (
            <>
              <StatusPill kind="mou" status={shownStatus(record)} />
              <span className="num">{record.number}</span>
              <Link to="/agencies/$id" params={{ id: record.agency.id }} className={styles.agency}>
                <Building2 size={15} aria-hidden />
                {record.agency.name}
              </Link>
            </>
          ) : undefined
        }
        actions={
          mou ? (
            <Suspense fallback={<Skeleton width={150} height={36} />}>
              <MouActions mou={mou} />
            </Suspense>
          ) : undefined
        }
      />
      <Tabs
        label="Parts of the agreement"
        value={tab}
        onChange={goTo}
        tabs={[
          { value: 'overview', label: 'Overview' },
          { value: 'clauses', label: 'Clauses' },
          { value: 'papers', label: 'Documents and amendments', count: record ? record.documents.length + record.amendments : undefined },
          { value: 'work', label: 'What runs under it' },
          { value: 'history', label: 'History' },
        ]}
      >
        <Suspense>{record ? <MouStanding mou={record} /> : null}</Suspense>
        <div className={styles.panel}>
          <Suspense fallback={waiting}>{mou ? <Panel tab={tab} mou={mou} /> : waiting}</Suspense>
        </div>
      </Tabs>
    </>
  );
}
