import { FileSignature, Plus } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useCan } from '@/shared/access';
import { formatDate, formatDateRange, formatMoney } from '@/shared/format';
import { INSTRUMENT_KINDS, instrumentKind, REGIMES, regimeName } from '@/shared/labels';
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
  TwoLines,
} from '@/shared/ui';
import { instrumentList, instrumentListing, type InstrumentRow } from './queries';
import { SignedPill } from './SignedPill';

const InstrumentCreateDialog = lazy(() => import('./InstrumentCreateDialog'));

const VIEWS = [
  { label: 'All instruments', to: '/instruments' },
  { label: 'Signed', to: '/instruments', search: { signed: 'true' } },
  { label: 'To sign', to: '/instruments', search: { signed: 'false' } },
];

const column = columnsOf<InstrumentRow>();
const columns = column.columns([
  column.accessor('number', {
    header: 'Number',
    cell: ({ row: { original } }) => (
      <TwoLines under={instrumentKind(original.kind)}>
        <RowLink to="/instruments/$id" params={{ id: original.id }} className="num">
          {original.number}
        </RowLink>
      </TwoLines>
    ),
    meta: { sort: 'number', card: 'title', width: '24%' },
  }),
  column.accessor('agency', {
    header: 'Agency',
    cell: ({ row: { original } }) => <TwoLines under={original.mou?.reference}>{original.agency.name}</TwoLines>,
    meta: { sort: 'agency', card: 'subtitle', width: '26%' },
  }),
  column.accessor('regime', { header: 'Paid by', cell: ({ getValue }) => regimeName(getValue()), meta: { card: 'hidden' } }),
  column.accessor('performance_ends_on', {
    header: 'Performance',
    cell: ({ row: { original } }) => <span className="num">{formatDateRange(original.performance_starts_on, original.performance_ends_on)}</span>,
    meta: { sort: 'performance_ends_on' },
  }),
  column.accessor('signed_at', {
    header: 'Signed',
    cell: ({ getValue }) => <TwoLines under={getValue() ? formatDate(getValue()) : undefined}>{<SignedPill signedAt={getValue()} />}</TwoLines>,
    meta: { sort: 'signed_at' },
  }),
  column.accessor('ceiling', {
    header: 'Ceiling',
    cell: ({ getValue }) => <span className="num">{formatMoney(getValue())}</span>,
    meta: { sort: 'ceiling', align: 'end', card: 'corner' },
  }),
]);

/** Contracts, grants, agreements and travel orders: what binds the money that a memorandum does not. */
export function InstrumentList() {
  const can = useCan();
  const listing = useListing(instrumentListing);
  const result = useList(instrumentList(listing.query));
  const [adding, setAdding] = useState(false);
  const { filters, setFilter } = listing;
  const mayAdd = can('instruments:edit');
  const rows = result.page?.items ?? [];
  const days = daysOf(listing, 'Performance ends', 'performance_ends_on');
  return (
    <>
      <PageHeader
        title="Instruments"
        subtitle="What binds money: a memorandum does not. Activities go ahead under a signed instrument."
        actions={
          mayAdd ? (
            <Button variant="primary" icon={Plus} onClick={() => setAdding(true)}>
              Draft instrument
            </Button>
          ) : undefined
        }
      />
      <div className={layout.views}>
        <NavTabs label="Views of the list" tabs={VIEWS} />
      </div>
      <Card body="flush" footer={<Pagination page={result.page} one="instrument" many="instruments" onGo={listing.goTo} />}>
        <FilterBar
          chosen={[
            ...chosenFilters(listing, [
              { name: 'kind', label: 'Kind', options: INSTRUMENT_KINDS },
              { name: 'regime', label: 'Paid by', options: REGIMES },
              { name: 'agency_id', label: 'Agency', options: named(rows, filters.agency_id, ({ agency }) => agency) },
              { name: 'mou_id', label: 'Memorandum', options: named(rows, filters.mou_id, ({ mou }) => mou) },
            ]),
            ...chosenDays(days),
          ]}
          onClear={listing.clear}
        >
          <FilterPopover label="Kind" options={INSTRUMENT_KINDS} selected={filters.kind ?? []} onChange={(values) => setFilter('kind', values)} />
          <FilterPopover label="Paid by" options={REGIMES} selected={filters.regime ?? []} onChange={(values) => setFilter('regime', values)} />
          <DateFilter {...days} />
        </FilterBar>
        <ListTable
          caption="Instruments"
          columns={columns}
          result={result}
          listing={listing}
          unmatched="No instruments match"
          empty={
            <EmptyState icon={FileSignature} title="No instruments yet" action={mayAdd ? <Button onClick={() => setAdding(true)}>Draft instrument</Button> : undefined}>
              An activity needs a signed one before it can get ready.
            </EmptyState>
          }
        />
      </Card>
      {adding ? (
        <Suspense>
          <InstrumentCreateDialog onClose={() => setAdding(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
