import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Archive, ArchiveRestore, Ellipsis, MapPin, Pencil, Users } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { hasAction, useCan } from '@/shared/access';
import { api, ifMatch, type Versioned } from '@/shared/api';
import { formatCount } from '@/shared/format';
import { agencyKind, stateName } from '@/shared/labels';
import { useTab } from '@/shared/listing';
import { Avatar, Button, Card, ConfirmDialog, ErrorState, IconButton, Menu, PageHeader, Pill, Skeleton, StatusPill, Tabs, toast } from '@/shared/ui';
import styles from './Agency.module.css';
import { AgencyOverview } from './AgencyOverview';
import { agencyContacts, agencyDetail, agencyExpertise, readAgency, refreshAgencies, type Agency } from './queries';

const AgencyEditDialog = lazy(() => import('./AgencyEditDialog'));
const AgencyContacts = lazy(() => import('./AgencyContacts'));
const AgencyExpertiseTab = lazy(() => import('./AgencyExpertise'));
const AgencyWishes = lazy(() => import('./AgencyWishes'));
const RecordHistory = lazy(() => import('@/shared/history'));

const TABS = ['overview', 'expertise', 'wishes', 'contacts', 'history'] as const;

const WAITING = (
  <Card>
    <Skeleton width="40%" height={120} />
  </Card>
);

/** Archives or restores, whichever version is stored now, and offers to take it back. */
function useArchive(id: string) {
  const queryClient = useQueryClient();
  const [busy, setBusy] = useState(false);
  const run = async (what: 'archive' | 'restore', undoable: boolean) => {
    setBusy(true);
    try {
      const { data, etag } = await readAgency(id);
      const params = { path: { agency_id: id }, header: ifMatch(etag) };
      if (what === 'archive') await api.POST('/api/v1/agencies/{agency_id}/archive', { params });
      else await api.POST('/api/v1/agencies/{agency_id}/restore', { params });
      await refreshAgencies(queryClient);
      const undo = { label: 'Undo', onSelect: () => void run(what === 'archive' ? 'restore' : 'archive', false) };
      toast.done(`${data.legal_name} ${what === 'archive' ? 'archived' : 'restored'}`, undoable ? undo : undefined);
    } catch (error) {
      toast.failed(error);
    } finally {
      setBusy(false);
    }
  };
  return { busy, run };
}

function Actions({ agency }: { agency: Versioned<Agency> }) {
  const can = useCan();
  const { busy, run } = useArchive(agency.data.id);
  const [editing, setEditing] = useState(false);
  const [asking, setAsking] = useState(false);
  const record = agency.data;
  return (
    <>
      {hasAction(record, 'restore') ? (
        <Button icon={ArchiveRestore} busy={busy} onClick={() => void run('restore', true)}>
          Restore
        </Button>
      ) : null}
      {hasAction(record, 'update') && can('agencies:create') ? (
        <Button icon={Pencil} onClick={() => setEditing(true)}>
          Edit
        </Button>
      ) : null}
      {hasAction(record, 'archive') ? (
        <Menu
          label="More"
          align="end"
          entries={[{ label: 'Archive agency…', icon: Archive, onSelect: () => setAsking(true) }]}
          trigger={(props) => <IconButton {...props} icon={Ellipsis} label="More about this agency" className={styles.more} />}
        />
      ) : null}
      <ConfirmDialog
        open={asking}
        title="Archive this agency?"
        confirm="Archive agency"
        busy={busy}
        onClose={() => setAsking(false)}
        onConfirm={() => {
          setAsking(false);
          void run('archive', true);
        }}
      >
        {record.legal_name} leaves the lists and is no longer asked to help. Its records stay, and it can be restored.
      </ConfirmDialog>
      {editing ? (
        <Suspense>
          <AgencyEditDialog agency={agency} onClose={() => setEditing(false)} />
        </Suspense>
      ) : null}
    </>
  );
}

function Line({ agency }: { agency: Agency }) {
  return (
    <>
      {agency.archived ? <Pill icon={Archive}>Archived</Pill> : <StatusPill kind="agency" status={agency.status} />}
      <span className={styles.fact}>
        <MapPin size={15} aria-hidden />
        {[agency.city, stateName(agency.state)].filter(Boolean).join(', ')}
      </span>
      <span>{agencyKind(agency.kind)}</span>
      {agency.sworn_officers === null ? null : (
        <span className={styles.fact}>
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
  const can = useCan();
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
        actions={agency ? <Actions agency={agency} /> : undefined}
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
          ...(can('audit:read') ? [{ value: 'history', label: 'History' }] : []),
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
      return (
        <Card title="History" subtitle="Who changed what, newest first">
          <RecordHistory subjectId={agency.data.id} />
        </Card>
      );
    default:
      return <AgencyOverview agency={agency.data} goTo={goTo} />;
  }
}
