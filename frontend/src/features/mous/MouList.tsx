import { FilePen, Plus, SearchX } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useCan } from '@/shared/access';
import { BUREAUS } from '@/shared/labels';
import { useList, useListing } from '@/shared/listing';
import { useCountryOptions, useExpertiseOptions } from '@/shared/reference';
import {
  Button,
  Card,
  chosenFilters,
  DataTable,
  EmptyState,
  FilterBar,
  FilterPopover,
  layout,
  NavTabs,
  PageHeader,
  Pagination,
  Segmented,
  Skeleton,
  statusOptions,
} from '@/shared/ui';
import { mouColumns } from './columns';
import { mouList, mouListing } from './queries';

const MouCalendar = lazy(() => import('./MouCalendar'));
const MouCreateDialog = lazy(() => import('./MouCreateDialog'));

const STATUS = statusOptions('mou').filter(({ value }) => value !== 'expiring' && value !== 'none');
const WITHIN = [
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '180', label: '180 days' },
  { value: '365', label: 'a year' },
];
const RENEWAL = [{ value: 'true', label: 'Being asked about' }];
const SHAPES = [
  { value: 'list', label: 'List' },
  { value: 'calendar', label: 'Calendar' },
];
const VIEWS = [
  { label: 'All agreements', to: '/mous' },
  { label: 'In force', to: '/mous', search: { status: ['active'] } },
  { label: 'Renewal due', to: '/mous', search: { renewal_due: 'true', sort: 'last_on' } },
  { label: 'In preparation', to: '/mous', search: { status: ['draft', 'negotiation', 'clearance', 'signing'] } },
  { label: 'Ended', to: '/mous', search: { status: ['terminated', 'expired'] } },
];

/** Every memorandum the person may see, by when it ends. */
export function MouList() {
  const can = useCan();
  const listing = useListing(mouListing);
  const result = useList(mouList(listing.query));
  const countries = useCountryOptions();
  const expertise = useExpertiseOptions();
  const [adding, setAdding] = useState(false);
  const { filters, setFilter } = listing;
  const mayAdd = can('mous:edit');
  const filterBar = (calendar: boolean) => (
        <FilterBar
          search={{ label: 'Find by agency, number or title', value: listing.draft, onChange: listing.setDraft }}
          chosen={chosenFilters(listing, [
            { name: 'status', label: 'Standing', options: STATUS },
            ...(calendar
              ? []
              : ([
                  { name: 'expires_within_days', label: 'Ends within', options: WITHIN },
                  { name: 'renewal_due', label: 'Renewal', options: RENEWAL },
                ] as const)),
            { name: 'bureau', label: 'Bureau', options: BUREAUS },
            { name: 'country', label: 'Country', options: countries },
            { name: 'expertise', label: 'Expertise', options: expertise },
          ])}
          onClear={listing.clear}
        >
          <FilterPopover label="Standing" options={STATUS} selected={filters.status ?? []} onChange={(values) => setFilter('status', values)} />
          {/* The calendar says itself when agreements end. */}
          {calendar ? null : (
            <FilterPopover
              label="Ends within"
              single
              options={WITHIN}
              selected={filters.expires_within_days ? [filters.expires_within_days] : []}
              onChange={([value]) => setFilter('expires_within_days', value)}
            />
          )}
          {calendar ? null : (
            <FilterPopover
              label="Renewal"
              single
              options={RENEWAL}
              selected={filters.renewal_due ? ['true'] : []}
              onChange={([value]) => setFilter('renewal_due', value === 'true' ? true : undefined)}
            />
          )}
          <FilterPopover label="Bureau" options={BUREAUS} selected={filters.bureau ?? []} onChange={(values) => setFilter('bureau', values)} />
          <FilterPopover label="Country" options={countries} selected={filters.country ?? []} onChange={(values) => setFilter('country', values)} />
          <FilterPopover label="Expertise" options={expertise} selected={filters.expertise ?? []} onChange={(values) => setFilter('expertise', values)} />
        </FilterBar>
  );
  return (
    <>
      <PageHeader
        title="Agreements"
        subtitle="Memoranda of understanding: what each covers, and until when. They obligate no money."
        actions={
          <>
            <Segmented label="Shown as" tabs={SHAPES} value={listing.view ?? 'list'} onChange={listing.setView} />
            {mayAdd ? (
              <Button variant="primary" icon={Plus} onClick={() => setAdding(true)}>
                Draft agreement
              </Button>
            ) : null}
          </>
        }
      />
      {listing.view === 'calendar' ? (
        <div className={layout.stack}>
          <Card body="flush">{filterBar(true)}</Card>
          <Suspense fallback={<Skeleton width="100%" height={420} />}>
            <MouCalendar query={listing.query} />
          </Suspense>
        </div>
      ) : (
        <>
          <div className={layout.views}>
            <NavTabs label="Views of the list" tabs={VIEWS} />
          </div>
          <Card body="flush" footer={<Pagination page={result.page} one="agreement" many="agreements" onGo={listing.goTo} />}>
            {filterBar(false)}
        <DataTable
          caption="Agreements"
          columns={mouColumns}
          result={result}
          rowId={(row) => row.id}
          sort={listing.sort}
          onSort={listing.toggleSort}
          empty={
            listing.activeCount > 0 ? (
              <EmptyState icon={SearchX} title="No agreements match" action={<Button onClick={listing.clear}>Clear all filters</Button>}>
                Remove a filter, or check the spelling.
              </EmptyState>
            ) : (
              <EmptyState icon={FilePen} title="No agreements yet" action={mayAdd ? <Button onClick={() => setAdding(true)}>Draft agreement</Button> : undefined}>
                An agency can be asked to help once its memorandum is in force.
              </EmptyState>
            )
          }
        />
          </Card>
        </>
      )}
      {adding ? (
        <Suspense>
          <MouCreateDialog onClose={() => setAdding(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
