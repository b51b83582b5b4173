import { Landmark } from 'lucide-react';
import { formatDate, formatMoney, plural } from '@/shared/format';
import { named, useList, useListing } from '@/shared/listing';
import {
  ButtonLink,
  Card,
  chosenDays,
  chosenFilters,
  columnsOf,
  DateFilter,
  daysOf,
  EmptyState,
  FilterBar,
  FilterPopover,
  ListTable,
  PageHeader,
  Pagination,
  Pill,
  RowLink,
  TwoLines,
} from '@/shared/ui';
import { paymentList, paymentListing, type PaymentRow } from './queries';

const CHARGES = [
  { value: 'interest', label: 'With interest' },
  { value: 'late_fee', label: 'With a late fee' },
  { value: 'nothing', label: 'Without a charge' },
];

const column = columnsOf<PaymentRow>();
const columns = column.columns([
  column.accessor('claim', {
    header: 'Payment',
    cell: ({ row: { original } }) => (
      <TwoLines under={<span className="num">{original.treasury_reference}</span>}>
        <RowLink to="/claims/$id" params={{ id: original.claim.id }}>
          {original.claim.reference}
        </RowLink>
      </TwoLines>
    ),
    meta: { card: 'title', width: '28%' },
  }),
  column.accessor('agency', { header: 'Agency', cell: ({ getValue }) => getValue().name, meta: { card: 'subtitle' } }),
  column.accessor('paid_on', {
    header: 'Paid on',
    cell: ({ getValue }) => <span className="num">{formatDate(getValue())}</span>,
    meta: { sort: 'paid_on' },
  }),
  column.accessor('days_late', {
    header: 'In time',
    cell: ({ getValue }) => (getValue() > 0 ? <Pill tone="warn">{plural(getValue(), 'day')} late</Pill> : <Pill tone="good">In time</Pill>),
    meta: { sort: 'days_late' },
  }),
  column.accessor('interest', {
    header: 'Interest or fee',
    cell: ({ row: { original } }) =>
      original.charge === 'nothing' ? <span className="muted">None</span> : <span className="num">{formatMoney(original.interest)}</span>,
    meta: { align: 'end', cardLabel: true },
  }),
  column.accessor('amount', {
    header: 'Amount',
    cell: ({ getValue }) => <span className="num">{formatMoney(getValue())}</span>,
    meta: { sort: 'amount', align: 'end', card: 'corner' },
  }),
]);

/** What the Treasury has paid, and what being late cost. */
export function PaymentList() {
  const listing = useListing(paymentListing);
  const result = useList(paymentList(listing.query));
  const { filters, setFilter } = listing;
  const days = daysOf(listing, 'Paid', 'paid_on');
  return (
    <>
      <PageHeader title="Payments" subtitle="What the Treasury has paid on claims. Interest and late fees never come from the obligation." />
      <Card body="flush" footer={<Pagination page={result.page} one="payment" many="payments" onGo={listing.goTo} />}>
        <FilterBar
          chosen={[
            ...chosenFilters(listing, [
              { name: 'charge', label: 'Charge', options: CHARGES },
              { name: 'agency_id', label: 'Agency', options: named(result.page?.items ?? [], filters.agency_id, ({ agency }) => agency) },
              { name: 'obligation_id', label: 'Obligation', options: named([], filters.obligation_id, () => null) },
            ]),
            ...chosenDays(days),
          ]}
          onClear={listing.clear}
        >
          <FilterPopover label="Charge" options={CHARGES} selected={filters.charge ?? []} onChange={(values) => setFilter('charge', values)} />
          <DateFilter {...days} />
        </FilterBar>
        <ListTable
          caption="Payments"
          columns={columns}
          result={result}
          listing={listing}
          unmatched="No payments match"
          empty={
            <EmptyState icon={Landmark} title="Nothing paid yet" action={<ButtonLink to="/claims">Go to claims</ButtonLink>}>
              A payment appears as soon as the Treasury has confirmed it.
            </EmptyState>
          }
        />
      </Card>
    </>
  );
}
