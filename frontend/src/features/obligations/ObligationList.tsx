import { PiggyBank, Plus } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useCan } from '@/shared/access';
import { formatDate, formatMoney, formatRelativeDays } from '@/shared/format';
import { named, useList, useListing } from '@/shared/listing';
import {
  Button,
  Card,
  chosenDays,
  chosenFilters,
  columnsOf,
  DateFilter,
  daysOf,
  EmptyState,
  FilterBar,
  FilterPopover,
  layout,
  ListTable,
  NavTabs,
  PageHeader,
  Pagination,
  RowLink,
  statusOptions,
  StatusPill,
  TwoLines,
} from '@/shared/ui';
import { obligationList, obligationListing, type ObligationRow } from './queries';

const ObligationCreateDialog = lazy(() => import('./ObligationCreateDialog'));

const STATUS = statusOptions('obligation');
const VIEWS = [
  { label: 'All obligations', to: '/obligations' },
  { label: 'With a balance', to: '/obligations', search: { has_balance: 'true' } },
  { label: 'To review', to: '/obligations', search: { needs_review: 'true' } },
];

const column = columnsOf<ObligationRow>();
const columns = column.columns([
  column.accessor('document_number', {
    header: 'Document',
    cell: ({ row: { original } }) => (
      <TwoLines under={original.fund}>
        <RowLink to="/obligations/$id" params={{ id: original.id }} className="num">
          {original.document_number}
        </RowLink>
      </TwoLines>
    ),
    meta: { sort: 'document_number', card: 'title', width: '22%' },
  }),
  column.accessor('agency', {
    header: 'Agency',
    cell: ({ row: { original } }) => <TwoLines under={<span className="num">{original.instrument.reference}</span>}>{original.agency.name}</TwoLines>,
    meta: { sort: 'agency', card: 'subtitle' },
  }),
  column.accessor('status', { header: 'Status', cell: ({ getValue }) => <StatusPill kind="obligation" status={getValue()} /> }),
  column.accessor('available_to', {
    header: 'Available to',
    cell: ({ getValue }) => <TwoLines under={formatRelativeDays(getValue())}>{formatDate(getValue())}</TwoLines>,
    meta: { sort: 'available_to', card: 'hidden' },
  }),
  column.accessor('obligated', {
    header: 'Obligated',
    cell: ({ getValue }) => <span className="num">{formatMoney(getValue())}</span>,
    meta: { sort: 'obligated', align: 'end', cardLabel: true },
  }),
  column.accessor('unliquidated', {
    header: 'Left',
    cell: ({ row: { original } }) => (
      <TwoLines under={`${formatMoney(original.paid)} paid`}>
        <span className="num">{formatMoney(original.unliquidated)}</span>
      </TwoLines>
    ),
    meta: { sort: 'unliquidated', align: 'end', card: 'corner' },
  }),
]);

/** Money set aside, by document, with what is left of it. */
export function ObligationList() {
  const can = useCan();
  const listing = useListing(obligationListing);
  const result = useList(obligationList(listing.query));
  const [adding, setAdding] = useState(false);
  const { filters, setFilter } = listing;
  const rows = result.page?.items ?? [];
  const days = daysOf(listing, 'Available to', 'available_to');
  return (
    <>
      <PageHeader
        title="Obligations"
        subtitle="Money set aside under signed instruments. Claims are paid from it and never beyond it."
        actions={
          can('obligations:manage') ? (
            <Button variant="primary" icon={Plus} onClick={() => setAdding(true)}>
              Record obligation
            </Button>
          ) : undefined
        }
      />
      <div className={layout.views}>
        <NavTabs label="Views of the list" tabs={VIEWS} />
      </div>
      <Card body="flush" footer={<Pagination page={result.page} one="obligation" many="obligations" onGo={listing.goTo} />}>
        <FilterBar
          chosen={[...chosenFilters(listing, [
              { name: 'status', label: 'Status', options: STATUS },
              { name: 'instrument_id', label: 'Instrument', options: named(rows, filters.instrument_id, ({ instrument }) => instrument) },
              { name: 'agency_id', label: 'Agency', options: named(rows, filters.agency_id, ({ agency }) => agency) },
            ]), ...chosenDays(days)]}
          onClear={listing.clear}
        >
          <FilterPopover label="Status" options={STATUS} selected={filters.status ?? []} onChange={(values) => setFilter('status', values)} />
          <DateFilter {...days} />
        </FilterBar>
        <ListTable
          caption="Obligations"
          columns={columns}
          result={result}
          listing={listing}
          unmatched="No obligations match"
          empty={
            <EmptyState icon={PiggyBank} title="No obligations yet">
              Finance records one under a signed instrument; then its activities can go ahead.
            </EmptyState>
          }
        />
      </Card>
      {adding ? (
        <Suspense>
          <ObligationCreateDialog onClose={() => setAdding(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
