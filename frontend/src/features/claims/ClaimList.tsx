import { useQuery } from '@tanstack/react-query';
import { Plus, ReceiptText } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useCan } from '@/shared/access';
import { CLAIM_KINDS, REGIMES } from '@/shared/labels';
import { named, useList, useListing } from '@/shared/listing';
import { countriesAll } from '@/shared/reference';
import {
  Button,
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
import { claimColumns } from './columns';
import { claimList, claimListing } from './queries';
import { isQueue, ownQueue, queueName, type Queue } from './queues';

const ClaimCreateDialog = lazy(() => import('./ClaimCreateDialog'));

const STATUS = statusOptions('claim');
const QUEUES: readonly Queue[] = ['review', 'returned', 'decided', 'unpaid', 'paid'];

/** Claims by what they wait for. Without a word in the address everybody sees first what is theirs to do. */
export function ClaimList() {
  const can = useCan();
  const listing = useListing(claimListing);
  const own = ownQueue(can);
  const queue = isQueue(listing.view) ? listing.view : own;
  const result = useList(claimList(listing.query, queue));
  const countries = useQuery({ ...countriesAll, select: (rows) => rows.map(({ id, name }) => ({ value: id, label: name })) }).data ?? [];
  const [adding, setAdding] = useState(false);
  const { filters, setFilter } = listing;
  const rows = result.page?.items ?? [];
  const mayAdd = can('claims:prepare');
  const tabs = [own, ...(mayAdd ? (['draft'] as const) : []), ...QUEUES, 'all' as const].filter((one, index, all) => all.indexOf(one) === index);
  const days = daysOf(listing, 'Due', 'due_on');
  const received = daysOf(listing, 'Received', 'proper_on');
  const create = () => setAdding(true);
  return (
    <>
      <PageHeader
        title="Claims"
        subtitle="What agencies and officers ask to be reimbursed, from draft to payment."
        actions={
          mayAdd ? (
            <Button variant="primary" icon={Plus} onClick={create}>
              New claim
            </Button>
          ) : undefined
        }
      />
      <div className={layout.views}>
        <NavTabs label="Claims by what they wait for" tabs={tabs.map((one) => ({ label: queueName(one), to: '/claims', search: one === own ? {} : { view: one } }))} />
      </div>
      <Card body="flush" footer={<Pagination page={result.page} one="claim" many="claims" onGo={listing.goTo} />}>
        <FilterBar
          search={{ label: 'Find by reference', value: listing.draft, onChange: listing.setDraft }}
          chosen={[
            ...chosenFilters(listing, [
              { name: 'kind', label: 'Kind', options: CLAIM_KINDS },
              { name: 'status', label: 'Status', options: STATUS },
              { name: 'regime', label: 'Paid by', options: REGIMES },
              { name: 'country_id', label: 'Country', options: countries },
              { name: 'activity_id', label: 'Activity', options: named(rows, filters.activity_id, ({ activity }) => activity) },
              { name: 'agency_id', label: 'Agency', options: named(rows, filters.agency_id, ({ agency }) => agency) },
              { name: 'obligation_id', label: 'Obligation', options: named([], filters.obligation_id, () => null) },
            ]),
            ...chosenDays(days),
            ...chosenDays(received),
          ]}
          onClear={listing.clear}
        >
          <FilterPopover label="Kind" options={CLAIM_KINDS} selected={filters.kind ?? []} onChange={(values) => setFilter('kind', values)} />
          <FilterPopover label="Country" options={countries} selected={filters.country_id ?? []} onChange={(values) => setFilter('country_id', values)} />
          <DateFilter {...days} />
          <DateFilter {...received} />
        </FilterBar>
        <ListTable
          caption="Claims"
          columns={claimColumns}
          result={result}
          listing={listing}
          unmatched="No claims match"
          hint="Remove a filter, or look under another tab."
          empty={
            <EmptyState icon={ReceiptText} title="No claims here" action={mayAdd ? <Button onClick={create}>New claim</Button> : undefined}>
              {queue === 'review' ? 'Nothing waits for review.' : 'They appear as agencies hand them in and reviewers decide.'}
            </EmptyState>
          }
        />
      </Card>
      {adding ? (
        <Suspense>
          <ClaimCreateDialog activityId={filters.activity_id?.[0]} onClose={() => setAdding(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
