import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Pencil, Plus, Trash2, UserPlus } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { hasAction } from '@/shared/access';
import { api, ifMatch, type Versioned } from '@/shared/api';
import { Button, Card, columnsOf, ConfirmDialog, DataTable, EmptyState, IconButton, Pill, toast, TwoLines } from '@/shared/ui';
import styles from './Agency.module.css';
import { agencyContacts, readContact, refreshAgencies, type Agency, type Contact } from './queries';

const ContactDialog = lazy(() => import('./ContactDialog'));

const column = columnsOf<Contact>();
const READ_COLUMNS = column.columns([
  column.accessor('name', {
    header: 'Name',
    cell: ({ row: { original } }) => <TwoLines under={original.title ?? 'No title recorded'}>{original.name}</TwoLines>,
    meta: { card: 'title', width: '30%' },
  }),
  column.accessor('is_primary', {
    header: 'Part',
    cell: ({ getValue }) => (getValue() ? <Pill tone="info">Primary</Pill> : <span className="muted">Contact</span>),
  }),
  column.accessor('email', {
    header: 'Email',
    cell: ({ getValue }) => (getValue() ? <a href={`mailto:${getValue()}`}>{getValue()}</a> : '—'),
  }),
  column.accessor('phone', {
    header: 'Phone',
    cell: ({ getValue }) => (getValue() ? <a href={`tel:${getValue()}`}>{getValue()}</a> : '—'),
  }),
]);

/** Whom to reach at the agency. One of them is primary: requests go there. */
export default function AgencyContacts({ agency }: { agency: Agency }) {
  const queryClient = useQueryClient();
  const { data, error, isPending, isFetching, refetch } = useQuery(agencyContacts(agency.id));
  const [editing, setEditing] = useState<Versioned<Contact> | 'new'>();
  const [removing, setRemoving] = useState<Contact>();
  const [busy, setBusy] = useState(false);
  const mayChange = hasAction(agency, 'update') && !agency.archived;

  const edit = (contact: Contact) => {
    readContact(agency.id, contact.id).then(setEditing).catch(toast.failed);
  };
  const remove = async (contact: Contact) => {
    setBusy(true);
    try {
      const { etag } = await readContact(agency.id, contact.id);
      await api.DELETE('/api/v1/agencies/{agency_id}/contacts/{contact_id}', {
        params: { path: { agency_id: agency.id, contact_id: contact.id }, header: ifMatch(etag) },
      });
      await refreshAgencies(queryClient);
      toast.done(`${contact.name} removed`);
    } catch (failure) {
      toast.failed(failure);
    } finally {
      setBusy(false);
      setRemoving(undefined);
    }
  };

  const columns = mayChange
    ? [
        ...READ_COLUMNS,
        column.display({
          id: 'actions',
          header: () => <span className="sr-only">Actions</span>,
          cell: ({ row: { original } }) => (
            <span className={styles.rowActions}>
              <IconButton icon={Pencil} label={`Edit ${original.name}`} onClick={() => edit(original)} />
              <IconButton icon={Trash2} label={`Remove ${original.name}`} onClick={() => setRemoving(original)} />
            </span>
          ),
          meta: { card: 'corner', align: 'end' },
        }),
      ]
    : READ_COLUMNS;

  return (
    <>
      <Card
        title="Contacts"
        subtitle="Requests go to the primary contact"
        body="flush"
        actions={
          mayChange ? (
            <Button size="sm" icon={Plus} onClick={() => setEditing('new')}>
              Add contact
            </Button>
          ) : undefined
        }
      >
        <DataTable
          caption="Contacts"
          columns={columns}
          result={{
            page: data && { items: data },
            error,
            loading: isPending,
            stale: isFetching && !isPending,
            retry: () => void refetch(),
          }}
          rowId={(row) => row.id}
          skeletonRows={3}
          empty={
            <EmptyState
              icon={UserPlus}
              title="No contacts yet"
              action={mayChange ? <Button onClick={() => setEditing('new')}>Add contact</Button> : undefined}
            >
              {mayChange ? 'Add the person who answers requests for the agency.' : 'The agency or programme staff add them.'}
            </EmptyState>
          }
        />
      </Card>
      {editing ? (
        <Suspense>
          <ContactDialog agencyId={agency.id} contact={editing === 'new' ? undefined : editing} onClose={() => setEditing(undefined)} />
        </Suspense>
      ) : null}
      <ConfirmDialog
        open={removing !== undefined}
        title={`Remove ${removing?.name ?? ''}?`}
        confirm="Remove contact"
        danger
        busy={busy}
        onClose={() => setRemoving(undefined)}
        onConfirm={() => removing && void remove(removing)}
      >
        {removing?.is_primary
          ? 'This is the primary contact. Make another one primary, so that requests reach the agency.'
          : `${agency.legal_name} keeps its other contacts.`}
      </ConfirmDialog>
    </>
  );
}
