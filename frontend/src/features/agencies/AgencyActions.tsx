import { useQueryClient } from '@tanstack/react-query';
import { Archive, ArchiveRestore, Ellipsis, Pencil } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { hasAction, useCan } from '@/shared/access';
import { api, ifMatch, type Versioned } from '@/shared/api';
import { Button, ConfirmDialog, IconButton, Menu, toast } from '@/shared/ui';
import styles from './Agency.module.css';
import { readAgency, refreshAgencies, type Agency } from './queries';

const AgencyEditDialog = lazy(() => import('./AgencyEditDialog'));

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

/** What this person may do to the record as a whole. */
export default function AgencyActions({ agency }: { agency: Versioned<Agency> }) {
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
