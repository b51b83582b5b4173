import { useNavigate } from '@tanstack/react-router';
import { KeyRound, Plus } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useCan } from '@/shared/access';
import { formatDate, formatRelativeDays } from '@/shared/format';
import { useList, useListing } from '@/shared/listing';
import {
  Button,
  Card,
  chosenFilters,
  columnsOf,
  EmptyState,
  FilterBar,
  FilterPopover,
  ListTable,
  PageHeader,
  Pagination,
  RowLink,
  Tags,
  TwoLines,
} from '@/shared/ui';
import { ClientPill } from './ClientPill';
import { clientList, clientListing, type ServiceClientRow } from './queries';

const ClientDialog = lazy(() => import('./ClientDialog'));

const STATUS = [
  { value: 'active', label: 'Active' },
  { value: 'disabled', label: 'Disabled' },
];

const column = columnsOf<ServiceClientRow>();
const COLUMNS = column.columns([
  column.accessor('name', {
    header: 'Name',
    cell: ({ row: { original } }) => (
      <TwoLines under={original.purpose}>
        <RowLink to="/api-clients/$id" params={{ id: original.id }}>
          {original.name}
        </RowLink>
      </TwoLines>
    ),
    meta: { sort: 'name', card: 'title', width: '36%' },
  }),
  column.accessor('status', { header: 'Status', cell: ({ getValue }) => <ClientPill status={getValue()} /> }),
  column.accessor('scopes', { header: 'May', cell: ({ getValue }) => <Tags items={getValue()} max={2} /> }),
  column.accessor('last_used_at', {
    header: 'Last used',
    cell: ({ getValue }) => {
      const value = getValue();
      return value ? <TwoLines under={formatDate(value)}>{formatRelativeDays(value)}</TwoLines> : 'Never';
    },
  }),
  column.accessor('tokens_end_at', {
    header: 'Tokens end',
    cell: ({ getValue }) => {
      const value = getValue();
      return value ? <TwoLines under={formatDate(value)}>{formatRelativeDays(value)}</TwoLines> : 'No token';
    },
  }),
]);

/** Other systems that call the interface under names of their own. */
export function ClientList() {
  const can = useCan();
  const navigate = useNavigate();
  const listing = useListing(clientListing);
  const result = useList(clientList(listing.query));
  const [adding, setAdding] = useState(false);
  const add = can('service_clients:manage') ? (
    <Button variant="primary" icon={Plus} onClick={() => setAdding(true)}>
      Add client
    </Button>
  ) : undefined;
  return (
    <>
      <PageHeader title="API clients" subtitle="Other systems that read and write here, each with no more rights than it needs." actions={add} />
      <Card body="flush" footer={<Pagination page={result.page} one="client" many="clients" onGo={listing.goTo} />}>
        <FilterBar
          search={{ label: 'Find by name', value: listing.draft, onChange: listing.setDraft }}
          chosen={chosenFilters(listing, [{ name: 'status', label: 'Status', options: STATUS }])}
          onClear={listing.clear}
        >
          <FilterPopover
            label="Status"
            options={STATUS}
            selected={listing.filters.status ?? []}
            onChange={(values) => listing.setFilter('status', values)}
          />
        </FilterBar>
        <ListTable
          caption="API clients"
          columns={COLUMNS}
          result={result}
          listing={listing}
          unmatched="No client matches"
          hint="Take a filter away, or look for less."
          clear="Show all clients"
          empty={
            <EmptyState icon={KeyRound} title="No API clients yet" action={add}>
              Add one for each system that is to read or write here: it gets a name in the history, and tokens that can be changed.
            </EmptyState>
          }
        />
      </Card>
      {adding ? (
        <Suspense>
          <ClientDialog
            client={undefined}
            onClose={() => setAdding(false)}
            onSaved={(id) => void navigate({ to: '/api-clients/$id', params: { id }, search: { issue: true } as never })}
          />
        </Suspense>
      ) : null}
    </>
  );
}
