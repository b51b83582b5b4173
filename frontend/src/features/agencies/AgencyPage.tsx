import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Archive, MapPin, Users } from 'lucide-react';
import { lazy, Suspense } from 'react';
import type { Versioned } from '@/shared/api';
import { formatCount } from '@/shared/format';
import { agencyKind } from '@/shared/labels/agencies';
import { useTab } from '@/shared/listing';
import { Avatar, Card, ErrorState, layout, PageHeader, Pill, Skeleton, StatusPill, Tabs } from '@/shared/ui';
import { agencyContacts, agencyDetail, agencyExpertise, type Agency } from './queries';

const AgencyOverview = lazy(() => import('./AgencyOverview'));
const AgencyActions = lazy(() => import('./AgencyActions'));
const AgencyContacts = lazy(() => import('./AgencyContacts'));
const AgencyExpertiseTab = lazy(() => import('./AgencyExpertise'));
const AgencyWishes = lazy(() => import('./AgencyWishes'));
const History = lazy(() => import('@/shared/history'));

const TABS = ['overview', 'expertise', 'wishes', 'contacts', 'history'] as const;

const WAITING = (
  <Card>
    <Skeleton width="40%" height={120} />
  </Card>
);

function Line({ agency }: { agency: Agency }) {
  return (
    <>
      {agency.archived ? <Pill icon={Archive}>Archived</Pill> : <StatusPill kind="agency" status={agency.status} />}
      <span className={layout.inline}>
        <MapPin size={15} aria-hidden />
        {[agency.city, agency.state].filter(Boolean).join(', ')}
      </span>
      <span>{agencyKind(agency.kind)}</span>
      {agency.sworn_officers === null ? null : (
        <span className={layout.inline}>
          <Users size={15} aria-hidden />
          {formatCount(agency.sworn_officers)} sworn
        </span>
      )}
    </>
  );
}

/** One agency: what it is, what it can do, what it wishes to do, whom to call. */
export function AgencyPage() {
  const { id = '' } = useParams({ strict: false });
  const [tab, goTo] = useTab(TABS);
  const { data: agency, error, refetch } = useQuery(agencyDetail(id));
  const contacts = useQuery(agencyContacts(id));
  const expertise = useQuery(agencyExpertise(id));

  if (error) {
    return (
      <>
        <PageHeader title="Agency" />
        <Card>
          <ErrorState error={error} onRetry={() => void refetch()} />
        </Card>
      </>
    );
  }
  const record = agency?.data;
  return (
    <>
      <PageHeader
        title={record?.legal_name}
        mark={<Avatar name={record?.legal_name ?? ''} size={60} shape="square" />}
        subtitle={record ? <Line agency={record} /> : undefined}
        actions={
          agency ? (
            <Suspense>
              <AgencyActions agency={agency} />
            </Suspense>
          ) : undefined
        }
      />
      <Tabs
        label="Parts of the record"
        value={tab}
        onChange={goTo}
        tabs={[
          { value: 'overview', label: 'Overview' },
          { value: 'expertise', label: 'Expertise', count: expertise.data?.length },
          { value: 'wishes', label: 'Interests and capacity' },
          { value: 'contacts', label: 'Contacts', count: contacts.data?.length },
          { value: 'history', label: 'History' },
        ]}
      >
        {agency ? (
          <Suspense fallback={WAITING}>
            <Panel tab={tab} agency={agency} goTo={goTo} />
          </Suspense>
        ) : (
          WAITING
        )}
      </Tabs>
    </>
  );
}

function Panel({ tab, agency, goTo }: { tab: string; agency: Versioned<Agency>; goTo: (tab: string) => void }) {
  switch (tab) {
    case 'expertise':
      return <AgencyExpertiseTab agency={agency.data} />;
    case 'wishes':
      return <AgencyWishes agency={agency} />;
    case 'contacts':
      return <AgencyContacts agency={agency.data} />;
    case 'history':
      return <History kind="agency" id={agency.data.id} />;
    default:
      return <AgencyOverview agency={agency.data} goTo={goTo} />;
  }
}
