import { Landmark } from 'lucide-react';
import { formatDateTime, formatMoney, plural } from '@/shared/format';
import { useList, useListing } from '@/shared/listing';
import { Card, chosenFilters, columnsOf, EmptyState, FilterBar, FilterPopover, ListTable, Pagination, Pill, RowLink, StatusPill, TwoLines } from '@/shared/ui';
import { runList, runListing, type PaymentRunRow } from './queries';

const STATUS = [
  { value: 'open', label: 'Open' },
  { value: 'sent', label: 'Sent' },
  { value: 'confirmed', label: 'Confirmed' },
  { value: 'cancelled', label: 'Cancelled' },
];

const column = columnsOf<PaymentRunRow>();
const columns = column.columns([
  column.accessor('reference', {
    header: 'Run',
    cell: ({ row: { original } }) => (
      <TwoLines under={original.note ?? undefined}>
        <RowLink to="/payment-runs/$id" params={{ id: original.id }}>
          {original.reference}
        </RowLink>
      </TwoLines>
    ),
    meta: { sort: 'reference', card: 'title', width: '26%' },
  }),
  column.accessor('status', { header: 'Status', cell: ({ getValue }) => <StatusPill kind="payment_run" status={getValue()} /> }),
  column.accessor('sent_at', {
    header: 'Sent',
    cell: ({ getValue }) => <span className="num">{getValue() ? formatDateTime(getValue()) : '—'}</span>,
    meta: { sort: 'sent_at' },
  }),
  column.accessor('pending_lines', {
    header: 'Waits for an answer',
    cell: ({ row: { original } }) => (original.status === 'sent' ? plural(original.pending_lines, 'claim') : <span className="muted">—</span>),
    meta: { cardLabel: true },
  }),
  column.accessor('returned_lines', {
    header: 'Returned',
    cell: ({ getValue }) => (getValue() > 0 ? <Pill tone="bad">{plural(getValue(), 'claim')}</Pill> : <span className="muted">None</span>),
    meta: { cardLabel: true },
  }),
  column.accessor('paid', { header: 'Paid', cell: ({ getValue }) => <span className="num">{formatMoney(getValue())}</span>, meta: { align: 'end', cardLabel: true } }),
  column.accessor('total', {
    header: 'Total',
    cell: ({ row: { original } }) => (
      <TwoLines under={plural(original.lines, 'claim')}>
        <span className="num">{formatMoney(original.total)}</span>
      </TwoLines>
    ),
    meta: { align: 'end', card: 'corner' },
  }),
]);

export default function Runs() {
  const listing = useListing(runListing);
  const result = useList(runList(listing.query));
  return (
    <Card body="flush" footer={<Pagination page={result.page} one="run" many="runs" onGo={listing.goTo} />}>
      <FilterBar chosen={chosenFilters(listing, [{ name: 'status', label: 'Status', options: STATUS }])} onClear={listing.clear}>
        <FilterPopover label="Status" options={STATUS} selected={listing.filters.status ?? []} onChange={(values) => listing.setFilter('status', values)} />
      </FilterBar>
      <ListTable
        caption="Payment runs"
        columns={columns}
        result={result}
        listing={listing}
        unmatched="No runs match"
        empty={
          <EmptyState icon={Landmark} title="No payment runs yet">
            A run begins with certified claims that are to be paid.
          </EmptyState>
        }
      />
    </Card>
  );
}
