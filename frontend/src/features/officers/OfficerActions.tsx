import { useQueryClient } from '@tanstack/react-query';
import { Archive, ArchiveRestore, Pencil } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { hasAction } from '@/shared/access';
import { api, ifMatch, type Versioned } from '@/shared/api';
import { Button, ConfirmDialog, toast } from '@/shared/ui';
import { readOfficer, type Officer } from './queries';

const OfficerDialog = lazy(() => import('./OfficerDialog'));

/** What this person may do to the record as a whole. */
export default function OfficerActions({ officer }: { officer: Versioned<Officer> }) {
  const queryClient = useQueryClient();
  const [open, setOpen] = useState<'edit' | 'archive'>();
  const [busy, setBusy] = useState(false);
  const { id, name } = officer.data;
  const run = async (what: 'archive' | 'restore', undoable: boolean) => {
    setBusy(true);
    try {
      const { etag } = await readOfficer(id);
      const params = { path: { officer_id: id }, header: ifMatch(etag) };
      if (what === 'archive') await api.POST('/api/v1/officers/{officer_id}/archive', { params });
      else await api.POST('/api/v1/officers/{officer_id}/restore', { params });
      await queryClient.invalidateQueries({ queryKey: ['officers'] });
      const undo = { label: 'Undo', onSelect: () => void run(what === 'archive' ? 'restore' : 'archive', false) };
      toast.done(`${name} ${what === 'archive' ? 'archived' : 'restored'}`, undoable ? undo : undefined);
    } catch (error) {
      toast.failed(error);
    } finally {
      setBusy(false);
      setOpen(undefined);
    }
  };
  return (
    <>
      {hasAction(officer.data, 'restore') ? (
        <Button icon={ArchiveRestore} busy={busy} onClick={() => void run('restore', true)}>
          Restore
        </Button>
      ) : null}
      {hasAction(officer.data, 'archive') ? (
        <Button icon={Archive} onClick={() => setOpen('archive')}>
          Archive
        </Button>
      ) : null}
      {hasAction(officer.data, 'update') ? (
        <Button icon={Pencil} onClick={() => setOpen('edit')}>
          Edit
        </Button>
      ) : null}
      <ConfirmDialog open={open === 'archive'} title={`Archive ${name}?`} confirm="Archive officer" busy={busy} onClose={() => setOpen(undefined)} onConfirm={() => void run('archive', true)}>
        They leave the lists and cannot be assigned. Their record stays, and they can be restored.
      </ConfirmDialog>
      {open === 'edit' ? (
        <Suspense>
          <OfficerDialog officer={officer} onClose={() => setOpen(undefined)} />
        </Suspense>
      ) : null}
    </>
  );
}
