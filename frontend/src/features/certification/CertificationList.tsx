import { FileCheck2 } from 'lucide-react';
import { formatDate, formatMoney, formatRelativeDays } from '@/shared/format';
import { REGIMES, regimeName } from '@/shared/labels';
import { named, useList, useListing } from '@/shared/listing';
import {
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
  StatusPill,
  TwoLines,
} from '@/shared/ui';
import { certifiableList, certifiableListing, type CertifiableRow } from './queries';

const COVERED = [
  { value: 'true', label: 'Funds cover it' },
  { value: 'false', label: 'Funds fall short' },
];

const column = columnsOf<CertifiableRow>();
const columns = column.columns([
  column.accessor('reference', {
    header: 'Claim',
    cell: ({ row: { original } }) => (
      <TwoLines under={original.officer?.name ?? original.agency.name}>
        <RowLink to="/certification/$id" params={{ id: original.id }}>
          {original.reference}
        </RowLink>
      </TwoLines>
    ),
    meta: { sort: 'reference', card: 'title', width: '24%' },
  }),
  column.accessor('status', { header: 'Decision', cell: ({ getValue }) => <StatusPill kind="claim" status={getValue()} /> }),
  column.accessor('due_on', {
    header: 'Due',
    cell: ({ row: { original } }) =>
      original.due_on ? <TwoLines under={formatRelativeDays(original.due_on)}>{formatDate(original.due_on)}</TwoLines> : <span className="muted">—</span>,
    meta: { sort: 'due_on' },
  }),
  column.accessor('per_day', {
    header: 'Each late day',
    cell: ({ row: { original } }) => (
      <TwoLines under={regimeName(original.regime)}>
        <span className="num">{formatMoney(original.per_day)}</span>
      </TwoLines>
    ),
    meta: { align: 'end', cardLabel: true },
  }),
  column.accessor('left', {
    header: 'Left of the funds',
    cell: ({ row: { original } }) => (
      <TwoLines under={<span className="num">{original.obligation.reference}</span>}>
        {original.covered ? <span className="num">{formatMoney(original.left)}</span> : <Pill tone="bad">{formatMoney(original.left)}: too little</Pill>}
      </TwoLines>
    ),
    meta: { align: 'end', cardLabel: true },
  }),
  column.accessor('approved', {
    header: 'Approved',
    cell: ({ getValue }) => <span className="num">{formatMoney(getValue())}</span>,
    meta: { sort: 'approved', align: 'end', card: 'corner' },
  }),
]);

/** Decided claims that wait for a certifying officer, with the money that there is for them. */
export function CertificationList() {
  const listing = useListing(certifiableListing);
  const result = useList(certifiableList(listing.query));
  const { filters, setFilter } = listing;
  const rows = result.page?.items ?? [];
  const days = daysOf(listing, 'Due', 'due_on');
  return (
    <>
      <PageHeader title="Certification" subtitle="Decided claims that wait for a certifying officer, soonest due first." />
      <Card body="flush" footer={<Pagination page={result.page} one="claim" many="claims" onGo={listing.goTo} />}>
        <FilterBar
          chosen={[
            ...chosenFilters(listing, [
              { name: 'regime', label: 'Paid by', options: REGIMES },
              { name: 'covered', label: 'Funds', options: COVERED },
              { name: 'agency_id', label: 'Agency', options: named(rows, filters.agency_id, ({ agency }) => agency) },
              { name: 'obligation_id', label: 'Obligation', options: named([], filters.obligation_id, () => null) },
            ]),
            ...chosenDays(days),
          ]}
          onClear={listing.clear}
        >
          <FilterPopover label="Paid by" options={REGIMES} selected={filters.regime ?? []} onChange={(values) => setFilter('regime', values)} />
          <FilterPopover label="Funds" single options={COVERED} selected={filters.covered ? [filters.covered] : []} onChange={(values) => setFilter('covered', values[0])} />
          <DateFilter {...days} />
        </FilterBar>
        <ListTable
          caption="Claims to certify"
          columns={columns}
          result={result}
          listing={listing}
          unmatched="No claims match"
          empty={
            <EmptyState icon={FileCheck2} title="Nothing waits for certification">
              Claims stand here as soon as finance has decided them.
            </EmptyState>
          }
        />
      </Card>
    </>
  );
}
