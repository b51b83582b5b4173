import { CalendarRange } from 'lucide-react';
import { MODALITIES } from '@/shared/labels';
import { named, useList, useListing } from '@/shared/listing';
import { useCountryOptions } from '@/shared/reference';
import {
  ButtonLink,
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
import { activityColumns } from './columns';
import { activityList, activityListing } from './queries';

const STATUS = statusOptions('activity');
const MINE = [{ value: 'true', label: 'yes' }];
const VIEWS = [
  { label: 'All activities', to: '/activities' },
  { label: 'Concerning me', to: '/activities', search: { mine: 'true' } },
  { label: 'Getting ready', to: '/activities', search: { status: ['planning', 'readying', 'authorized'], sort: 'starts_on' } },
  { label: 'In progress', to: '/activities', search: { status: ['active', 'suspended'], sort: 'ends_on' } },
  { label: 'To close', to: '/activities', search: { status: ['completed'] } },
];

/** Every activity the person may see. */
export function ActivityList() {
  const listing = useListing(activityListing);
  const result = useList(activityList(listing.query));
  const countries = useCountryOptions();
  const { filters, setFilter } = listing;
  const days = daysOf(listing, 'Begins', 'starts_on');
  return (
    <>
      <PageHeader title="Activities" subtitle="Teaching, mentoring and advice abroad, and study visits here: from plan to close." />
      <div className={layout.views}>
        <NavTabs label="Views of the list" tabs={VIEWS} />
      </div>
      <Card body="flush" footer={<Pagination page={result.page} one="activity" many="activities" onGo={listing.goTo} />}>
        <FilterBar
          search={{ label: 'Find by title or reference', value: listing.draft, onChange: listing.setDraft }}
          chosen={[
            ...chosenFilters(listing, [
              { name: 'status', label: 'Status', options: STATUS },
              { name: 'country', label: 'Country', options: countries },
              { name: 'modality', label: 'Kind', options: MODALITIES },
              { name: 'agency_id', label: 'Agency', options: named(result.page?.items ?? [], filters.agency_id, ({ agency }) => agency) },
              { name: 'mine', label: 'Concerning me', options: MINE },
            ]),
            ...chosenDays(days),
          ]}
          onClear={listing.clear}
        >
          <FilterPopover label="Status" options={STATUS} selected={filters.status ?? []} onChange={(values) => setFilter('status', values)} />
          <FilterPopover label="Country" options={countries} selected={filters.country ?? []} onChange={(values) => setFilter('country', values)} />
          <FilterPopover label="Kind" options={MODALITIES} selected={filters.modality ?? []} onChange={(values) => setFilter('modality', values)} />
          <DateFilter {...days} />
        </FilterBar>
        <ListTable
          caption="Activities"
          columns={activityColumns}
          result={result}
          listing={listing}
          unmatched="No activities match"
          hint="Remove a filter, or check the spelling."
          empty={
            <EmptyState icon={CalendarRange} title="No activities yet" action={<ButtonLink to="/requests">Go to requests</ButtonLink>}>
              An activity opens by itself when an offer is accepted.
            </EmptyState>
          }
        />
      </Card>
    </>
  );
}
