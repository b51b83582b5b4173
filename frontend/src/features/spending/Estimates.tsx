import { Scale } from 'lucide-react';
import { formatMoney } from '@/shared/format';
import { MODALITIES } from '@/shared/labels';
import { named, useList, useListing } from '@/shared/listing';
import { Card, chosenFilters, columnsOf, EmptyState, FilterBar, FilterPopover, ListTable, Pagination, Pill, RowLink, TwoLines } from '@/shared/ui';
import { spendingList, spendingListing, type ActivitySpending } from './queries';

const OVER = [{ value: 'true', label: 'Cost more than estimated' }];

const column = columnsOf<ActivitySpending>();
const amount = (header: string) => ({ header, meta: { align: 'end' as const, cardLabel: true } });
const columns = column.columns([
  column.accessor('title', {
    header: 'Activity',
    cell: ({ row: { original } }) => (
      <TwoLines under={<span className="num">{original.reference}</span>}>
        <RowLink to="/activities/$id" params={{ id: original.id }}>
          {original.title}
        </RowLink>
      </TwoLines>
    ),
    meta: { card: 'title', width: '30%', sort: 'reference' },
  }),
  column.accessor('agency', { header: 'Agency', cell: ({ getValue }) => getValue().name, meta: { card: 'subtitle' } }),
  column.accessor('estimate', { ...amount('Estimate'), cell: ({ getValue }) => <span className="num">{formatMoney(getValue())}</span>, meta: { align: 'end', cardLabel: true, sort: 'estimate' } }),
  column.accessor('claimed', { ...amount('Claimed'), cell: ({ getValue }) => <span className="num">{formatMoney(getValue())}</span> }),
  column.accessor('approved', { ...amount('Approved'), cell: ({ getValue }) => <span className="num">{formatMoney(getValue())}</span> }),
  column.accessor('paid', { ...amount('Paid'), cell: ({ getValue }) => <span className="num">{formatMoney(getValue())}</span> }),
  column.accessor('variance', {
    header: 'Against estimate',
    cell: ({ row: { original } }) =>
      original.variance.amount.startsWith('-') || Number(original.variance.amount) === 0 ? (
        <span className="num">{formatMoney(original.variance)}</span>
      ) : (
        <Pill tone="warn">{formatMoney(original.variance)} over</Pill>
      ),
    meta: { align: 'end', card: 'corner' },
  }),
]);

export default function Estimates() {
  const listing = useListing(spendingListing);
  const result = useList(spendingList(listing.query));
  const { filters, setFilter } = listing;
  const rows = result.page?.items ?? [];
  const over = filters.over_estimate ? ['true'] : [];
  return (
    <Card body="flush" footer={<Pagination page={result.page} one="activity" many="activities" onGo={listing.goTo} />}>
      <FilterBar
        search={{ label: 'Find by title or reference', value: listing.draft, onChange: listing.setDraft }}
        chosen={chosenFilters(listing, [
          { name: 'modality', label: 'Kind of work', options: MODALITIES },
          { name: 'agency_id', label: 'Agency', options: named(rows, filters.agency_id, ({ agency }) => agency) },
          { name: 'over_estimate', label: 'Estimate', options: OVER },
        ])}
        onClear={listing.clear}
      >
        <FilterPopover label="Kind of work" options={MODALITIES} selected={filters.modality ?? []} onChange={(values) => setFilter('modality', values)} />
        <FilterPopover label="Estimate" single options={OVER} selected={over} onChange={(values) => setFilter('over_estimate', values[0])} />
      </FilterBar>
      <ListTable
        caption="Estimate and actual by activity"
        columns={columns}
        result={result}
        listing={listing}
        unmatched="No activities match"
        empty={
          <EmptyState icon={Scale} title="Nothing was claimed yet">
            Activities stand here as soon as somebody claims for them.
          </EmptyState>
        }
      />
    </Card>
  );
}
