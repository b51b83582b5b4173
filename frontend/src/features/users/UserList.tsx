import { useQueryClient } from '@tanstack/react-query';
import { Ellipsis, Pencil, SearchX, UserCheck, UserPlus, UserX } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { roleName, useCan, useMe } from '@/shared/access';
import { api, ifMatch, type Versioned } from '@/shared/api';
import { formatDate } from '@/shared/format';
import { useList, useListing } from '@/shared/listing';
import {
  Button,
  Card,
  chosenFilters,
  columnsOf,
  ConfirmDialog,
  DataTable,
  EmptyState,
  FilterBar,
  FilterPopover,
  IconButton,
  Menu,
  PageHeader,
  Pagination,
  Pill,
  toast,
  TwoLines,
} from '@/shared/ui';
import { readUser, ROLES, userList, userListing, type User } from './queries';

const UserDialog = lazy(() => import('./UserDialog'));

const STATUS = [
  { value: 'active', label: 'Active' },
  { value: 'disabled', label: 'Disabled' },
];
const KIND = [
  { value: 'person', label: 'Person' },
  { value: 'service', label: 'Other system' },
];

const column = columnsOf<User>();
const READ_COLUMNS = column.columns([
  column.accessor('name', {
    header: 'Name',
    cell: ({ row: { original } }) => <TwoLines under={original.email}>{original.name}</TwoLines>,
    meta: { sort: 'name', card: 'title', width: '30%' },
  }),
  column.accessor('roles', { header: 'Roles', cell: ({ getValue }) => getValue().map(roleName).join(', ') }),
  column.display({
    id: 'tie',
    header: 'Belongs to',
    cell: ({ row: { original } }) => {
      const ties = [original.agency?.name, original.officer?.name, original.post?.name].filter(Boolean);
      return ties.length > 0 ? ties.join(' · ') : null;
    },
  }),
  column.accessor('status', {
    header: 'Status',
    cell: ({ getValue }) =>
      getValue() === 'active' ? (
        <Pill tone="good" icon={UserCheck}>
          Active
        </Pill>
      ) : (
        <Pill icon={UserX}>Disabled</Pill>
      ),
  }),
  column.accessor('created_at', { header: 'Since', cell: ({ getValue }) => formatDate(getValue()), meta: { sort: 'created_at', card: 'hidden' } }),
]);

/** Everybody with an account, and other systems. */
export function UserList() {
  const can = useCan();
  const me = useMe();
  const queryClient = useQueryClient();
  const listing = useListing(userListing);
  const result = useList(userList(listing.query));
  const [open, setOpen] = useState<Versioned<User> | 'new'>();
  const [asking, setAsking] = useState<User>();
  const [busy, setBusy] = useState(false);
  const manages = can('users:manage');
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['users'] });

  const setStatus = async (user: User, status: User['status'], undoable: boolean) => {
    setBusy(true);
    try {
      const { etag } = await readUser(user.id);
      await api.PATCH('/api/v1/users/{user_id}', { params: { path: { user_id: user.id }, header: ifMatch(etag) }, body: { status } });
      await refresh();
      const back = status === 'active' ? 'disabled' : 'active';
      const undo = { label: 'Undo', onSelect: () => void setStatus(user, back, false) };
      toast.done(`${user.name} ${status === 'active' ? 'may sign in again' : 'disabled'}`, undoable ? undo : undefined);
    } catch (error) {
      toast.failed(error);
    } finally {
      setBusy(false);
      setAsking(undefined);
    }
  };
  const edit = (user: User) => {
    readUser(user.id).then(setOpen).catch(toast.failed);
  };

  const columns = manages
    ? [
        ...READ_COLUMNS,
        column.display({
          id: 'actions',
          header: () => <span className="sr-only">Actions</span>,
          // Other systems have a page of their own.
          cell: ({ row: { original } }) => original.kind === 'service' ? null : (
            <Menu
              label={`Actions for ${original.name}`}
              align="end"
              trigger={(props) => <IconButton {...props} icon={Ellipsis} label={`Actions for ${original.name}`} />}
              entries={[
                { label: 'Edit…', icon: Pencil, onSelect: () => edit(original) },
                original.status === 'active'
                  ? { label: 'Disable…', icon: UserX, danger: true, disabled: original.id === me.id, onSelect: () => setAsking(original) }
                  : { label: 'Let sign in again', icon: UserCheck, onSelect: () => void setStatus(original, 'active', true) },
              ]}
            />
          ),
          meta: { card: 'corner', align: 'end' },
        }),
      ]
    : READ_COLUMNS;

  return (
    <>
      <PageHeader
        title="People"
        subtitle="Who may sign in, in which roles, and for whom they act."
        actions={
          manages ? (
            <Button variant="primary" icon={UserPlus} onClick={() => setOpen('new')}>
              Add person
            </Button>
          ) : undefined
        }
      />
      <Card body="flush" footer={<Pagination page={result.page} one="account" many="accounts" onGo={listing.goTo} />}>
        <FilterBar
          search={{ label: 'Find by name or email', value: listing.draft, onChange: listing.setDraft }}
          chosen={chosenFilters(listing, [
            { name: 'role', label: 'Role', options: ROLES },
            { name: 'status', label: 'Status', options: STATUS },
            { name: 'kind', label: 'Kind', options: KIND },
          ])}
          onClear={listing.clear}
        >
          <FilterPopover label="Role" options={ROLES} selected={listing.filters.role ?? []} onChange={(values) => listing.setFilter('role', values)} />
          <FilterPopover label="Status" options={STATUS} selected={listing.filters.status ?? []} onChange={(values) => listing.setFilter('status', values)} />
          <FilterPopover label="Kind" options={KIND} selected={listing.filters.kind ?? []} onChange={(values) => listing.setFilter('kind', values)} />
        </FilterBar>
        <DataTable
          caption="People"
          columns={columns}
          result={result}
          rowId={(row) => row.id}
          sort={listing.sort}
          onSort={listing.toggleSort}
          empty={
            <EmptyState icon={SearchX} title="Nobody matches" action={<Button onClick={listing.clear}>Clear all filters</Button>}>
              Remove a filter, or check the spelling.
            </EmptyState>
          }
        />
      </Card>
      {open ? (
        <Suspense>
          <UserDialog
            user={open === 'new' ? undefined : open}
            onClose={() => setOpen(undefined)}
            onSaved={() => {
              void refresh();
              setOpen(undefined);
            }}
          />
        </Suspense>
      ) : null}
      <ConfirmDialog
        open={asking !== undefined}
        title={`Disable ${asking?.name ?? ''}?`}
        confirm="Disable account"
        danger
        busy={busy}
        onClose={() => setAsking(undefined)}
        onConfirm={() => asking && void setStatus(asking, 'disabled', true)}
      >
        {asking?.email} is signed out at once and cannot sign in. What this account did stays on record.
      </ConfirmDialog>
    </>
  );
}
