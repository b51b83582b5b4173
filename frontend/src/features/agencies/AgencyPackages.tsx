import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Handshake, Pencil, Plus, Trash2 } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { api, ifMatch, type Versioned } from '@/shared/api';
import { formatMoney, formatPeople, plural } from '@/shared/format';
import { modality } from '@/shared/labels';
import { Button, Card, ConfirmDialog, EmptyState, ErrorState, IconButton, Skeleton, toast } from '@/shared/ui';
import styles from './Agency.module.css';
import { agencyPackages, readPackage, refreshAgencies, type Agency, type Package } from './queries';

const PackageDialog = lazy(() => import('./PackageDialog'));

/** Costed templates from which the agency begins its offers. They bind nobody. */
export default function AgencyPackages({ agency, mayChange }: { agency: Agency; mayChange: boolean }) {
  const queryClient = useQueryClient();
  const { data, error, refetch } = useQuery(agencyPackages(agency.id));
  const [editing, setEditing] = useState<Versioned<Package> | 'new'>();
  const [removing, setRemoving] = useState<Package>();
  const [busy, setBusy] = useState(false);

  const remove = async ({ id, name }: Package) => {
    setBusy(true);
    try {
      const { etag } = await readPackage(agency.id, id);
      await api.DELETE('/api/v1/agencies/{agency_id}/capability-packages/{package_id}', {
        params: { path: { agency_id: agency.id, package_id: id }, header: ifMatch(etag) },
      });
      await refreshAgencies(queryClient);
      toast.done(`${name} removed`);
    } catch (failure) {
      toast.failed(failure);
    } finally {
      setBusy(false);
      setRemoving(undefined);
    }
  };
  const edit = async ({ id }: Package) => {
    try {
      setEditing(await readPackage(agency.id, id));
    } catch (failure) {
      toast.failed(failure);
    }
  };
  const add = mayChange ? (
    <Button size="sm" icon={Plus} onClick={() => setEditing('new')}>
      Add package
    </Button>
  ) : undefined;

  return (
    <Card title="Capability packages" subtitle="Costed templates to begin an offer from; they bind nobody" actions={data && data.length > 0 ? add : undefined}>
      {error ? <ErrorState compact error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <Skeleton width="70%" height={48} /> : null}
      {data?.length === 0 ? (
        <EmptyState compact icon={Handshake} title="No packages yet" action={add}>
          What the agency offers often need not be costed anew each time.
        </EmptyState>
      ) : null}
      {data && data.length > 0 ? (
        <ul className={styles.blackouts}>
          {data.map((one) => (
            <li key={one.id}>
              <div>
                <strong>{one.name}</strong>
                <p className="muted">
                  {[modality(one.modality), one.expertise?.name, formatPeople(one.officers), plural(one.days, 'day')].filter(Boolean).join(' · ')}
                </p>
              </div>
              <span className={styles.rowActions}>
                <span className={`num ${styles.price}`}>{formatMoney(one.total)}</span>
                {mayChange ? (
                  <>
                    <IconButton icon={Pencil} label={`Edit ${one.name}`} onClick={() => void edit(one)} />
                    <IconButton icon={Trash2} label={`Remove ${one.name}`} onClick={() => setRemoving(one)} />
                  </>
                ) : null}
              </span>
            </li>
          ))}
        </ul>
      ) : null}
      {editing ? (
        <Suspense>
          <PackageDialog agencyId={agency.id} stored={editing === 'new' ? undefined : editing} onClose={() => setEditing(undefined)} />
        </Suspense>
      ) : null}
      <ConfirmDialog
        open={removing !== undefined}
        title={`Remove ${removing?.name ?? ''}?`}
        confirm="Remove package"
        danger
        busy={busy}
        onClose={() => setRemoving(undefined)}
        onConfirm={() => removing && void remove(removing)}
      >
        Offers that began from it stay as they are.
      </ConfirmDialog>
    </Card>
  );
}
