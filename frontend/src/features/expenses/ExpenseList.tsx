import { ReceiptText } from 'lucide-react';
import { useQuery } from '@tanstack/react-query';
import { DISALLOW_CODES, EXPENSE_CATEGORIES, MODALITIES } from '@/shared/labels';
import { named, useList, useListing } from '@/shared/listing';
import { countriesAll } from '@/shared/reference';
import {
  Card,
  chosenDays,
  chosenFilters,
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
  statusOptions,
} from '@/shared/ui';
import { expenseColumns } from './columns';
import { expenseList, expenseListing } from './queries';

const STATUS = statusOptions('claim');
const VIEWS = [
  { label: 'All expenses', to: '/expenses' },
  { label: 'Not paid yet', to: '/expenses', search: { paid: 'false' } },
  { label: 'Paid', to: '/expenses', search: { paid: 'true' } },
];

/** Every line of every claim the person may see. */
export function ExpenseList() {
  const listing = useListing(expenseListing);
  const result = useList(expenseList(listing.query));
  const countries = useQuery({ ...countriesAll, select: (rows) => rows.map(({ id, name }) => ({ value: id, label: name })) }).data ?? [];
  const { filters, setFilter } = listing;
  const rows = result.page?.items ?? [];
  const days = daysOf(listing, 'Day', 'service_on');
  const paid = daysOf(listing, 'Paid', 'paid_on');
  return (
    <>
      <PageHeader title="Expenses" subtitle="Every line of every claim: what it cost, what was allowed, and whether it is paid." />
      <div className={layout.views}>
        <NavTabs label="Views of the list" tabs={VIEWS} />
      </div>
      <Card body="flush" footer={<Pagination page={result.page} one="expense" many="expenses" onGo={listing.goTo} />}>
        <FilterBar
          chosen={[
            ...chosenFilters(listing, [
              { name: 'category', label: 'Category', options: EXPENSE_CATEGORIES },
              { name: 'claim_status', label: 'Claim', options: STATUS },
              { name: 'disallow_code', label: 'Reason', options: DISALLOW_CODES },
              { name: 'modality', label: 'Kind of work', options: MODALITIES },
              { name: 'country_id', label: 'Country', options: countries },
              { name: 'agency_id', label: 'Agency', options: named(rows, filters.agency_id, ({ agency }) => agency) },
              { name: 'activity_id', label: 'Activity', options: named(rows, filters.activity_id, ({ activity }) => activity) },
            ]),
            ...chosenDays(days),
            ...chosenDays(paid),
          ]}
          onClear={listing.clear}
        >
          <FilterPopover label="Category" options={EXPENSE_CATEGORIES} selected={filters.category ?? []} onChange={(values) => setFilter('category', values)} />
          <FilterPopover label="Claim" options={STATUS} selected={filters.claim_status ?? []} onChange={(values) => setFilter('claim_status', values)} />
          <FilterPopover label="Country" options={countries} selected={filters.country_id ?? []} onChange={(values) => setFilter('country_id', values)} />
          <FilterPopover label="Reason" options={DISALLOW_CODES} selected={filters.disallow_code ?? []} onChange={(values) => setFilter('disallow_code', values)} />
          <DateFilter {...days} />
        </FilterBar>
        <ListTable
          caption="Expenses"
          columns={expenseColumns}
          result={result}
          listing={listing}
          unmatched="No expenses match"
          empty={
            <EmptyState icon={ReceiptText} title="No expenses yet">
              They appear here as agencies add lines to their claims.
            </EmptyState>
          }
        />
      </Card>
    </>
  );
}
