import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Pencil, Plus, ShieldPlus, Trash2 } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useCan } from '@/shared/access';
import { api } from '@/shared/api';
import { formatDate } from '@/shared/format';
import { level } from '@/shared/labels';
import { Button, Card, columnsOf, ConfirmDialog, DataTable, EmptyState, IconButton, toast, TwoLines } from '@/shared/ui';
import styles from './Agency.module.css';
import { agencyExpertise, refreshAgencies, type Agency, type AgencyExpertise } from './queries';

const ExpertiseDialog = lazy(() => import('./ExpertiseDialog'));

/** Three bars and the words. */
function Level({ value }: { value: number }) {
  return (
    <span>
      <span className={styles.levels} aria-hidden>
        {[1, 2, 3].map((step) => (
          <i key={step} data-on={step <= value} />
        ))}
      </span>
      {level(value)}
    </span>
  );
}

const column = columnsOf<AgencyExpertise>();
const READ_COLUMNS = column.columns([
  column.accessor('name', {
    header: 'Area or topic',
    cell: ({ row }) => <TwoLines under={row.original.code}>{row.original.name}</TwoLines>,
    meta: { card: 'title', width: '34%' },
  }),
  column.accessor('level', { header: 'Level', cell: ({ getValue }) => <Level value={getValue()} /> }),
  column.accessor('evidence', { header: 'Evidence', cell: ({ getValue }) => getValue() ?? <span className="muted">None recorded</span> }),
  column.accessor('verified_on', { header: 'Verified', cell: ({ getValue }) => formatDate(getValue()), meta: { cardLabel: true } }),
]);

export default function AgencyExpertiseTab({ agency }: { agency: Agency }) {
  const can = useCan();
  const queryClient = useQueryClient();
  const { data, error, isPending, isFetching, refetch } = useQuery(agencyExpertise(agency.id));
  const [editing, setEditing] = useState<AgencyExpertise | 'new'>();
  const [removing, setRemoving] = useState<AgencyExpertise>();
  const [busy, setBusy] = useState(false);
  const mayVerify = can('agencies:verify') && !agency.archived;

  const columns = mayVerify
    ? [
        ...READ_COLUMNS,
        column.display({
          id: 'actions',
          header: () => <span className="sr-only">Actions</span>,
          cell: ({ row: { original } }) => (
            <span className={styles.rowActions}>
              <IconButton icon={Pencil} label={`Change ${original.name}`} onClick={() => setEditing(original)} />
              <IconButton icon={Trash2} label={`Remove ${original.name}`} onClick={() => setRemoving(original)} />
            </span>
          ),
          meta: { card: 'corner', align: 'end' },
        }),
      ]
    : READ_COLUMNS;

  const remove = async (held: AgencyExpertise) => {
    setBusy(true);
    try {
      const params = { path: { agency_id: agency.id, code: held.code } };
      await api.DELETE('/api/v1/agencies/{agency_id}/expertise/{code}', { params });
      await refreshAgencies(queryClient);
      toast.done(`${held.name} removed`, {
        label: 'Undo',
        onSelect: () => {
          const body = { level: held.level, evidence: held.evidence, verified_on: held.verified_on };
          api
            .PUT('/api/v1/agencies/{agency_id}/expertise/{code}', { params, body })
            .then(() => refreshAgencies(queryClient))
            .catch(toast.failed);
        },
      });
    } catch (failure) {
      toast.failed(failure);
    } finally {
      setBusy(false);
      setRemoving(undefined);
    }
  };

  return (
    <>
      <Card
        title="Verified expertise"
        subtitle="Levels come from credentials: certifications, instructors, units. Work for the programme is no evidence."
        body="flush"
        actions={
          mayVerify ? (
            <Button size="sm" icon={Plus} onClick={() => setEditing('new')}>
              Verify expertise
            </Button>
          ) : undefined
        }
      >
        <DataTable
          caption="Verified expertise"
          columns={columns}
          result={{
            page: data && { items: data },
            error,
            loading: isPending,
            stale: isFetching && !isPending,
            retry: () => void refetch(),
          }}
          rowId={(row) => row.id}
          skeletonRows={4}
          empty={
            <EmptyState
              icon={ShieldPlus}
              title="Nothing verified yet"
              action={mayVerify ? <Button onClick={() => setEditing('new')}>Verify expertise</Button> : undefined}
            >
              {mayVerify ? 'Record what the agency’s credentials show.' : 'Programme staff record what the agency’s credentials show.'}
            </EmptyState>
          }
        />
      </Card>
      {editing ? (
        <Suspense>
          <ExpertiseDialog
            agencyId={agency.id}
            held={editing === 'new' ? undefined : editing}
            taken={(data ?? []).map(({ code }) => code)}
            onClose={() => setEditing(undefined)}
          />
        </Suspense>
      ) : null}
      <ConfirmDialog
        open={removing !== undefined}
        title={`Remove ${removing?.name ?? ''}?`}
        confirm="Remove expertise"
        danger
        busy={busy}
        onClose={() => setRemoving(undefined)}
        onConfirm={() => removing && void remove(removing)}
      >
        {agency.legal_name} is no longer proposed for requests that need it.
      </ConfirmDialog>
    </>
  );
}
