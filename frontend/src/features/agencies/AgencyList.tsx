import { Building2, Plus } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useCan } from '@/shared/access';
import { AGENCY_KINDS } from '@/shared/labels/agencies';
import { useList, useListing } from '@/shared/listing';
import { useExpertiseOptions, useStateOptions } from '@/shared/reference';
import {
  Button,
  Card,
  chosenDays,
  chosenFilters,
  ColumnsMenu,
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
import { agencyColumns, OPTIONAL_COLUMNS } from './columns';
import { agencyList, agencyListing } from './queries';

const AgencyCreateDialog = lazy(() => import('./AgencyCreateDialog'));

const STATUS = statusOptions('agency');
const AGREEMENT = statusOptions('mou').filter(({ value }) => value !== 'expiring' && value !== 'none');
const ARCHIVED = [{ value: 'true', label: 'Archived only' }];
const VIEWS = [
  { label: 'All agencies', to: '/agencies' },
  { label: 'Partners', to: '/agencies', search: { status: ['partner'] } },
  { label: 'Agreement in force', to: '/agencies', search: { mou_status: ['active'] } },
  { label: 'Agreement ending', to: '/agencies', search: { mou_status: ['terminating', 'expired'] } },
  { label: 'Archived', to: '/agencies', search: { archived: true } },
];

/** Every agency the person may see, thousands of prospects included. */
export function AgencyList() {
  const can = useCan();
  const listing = useListing(agencyListing);
  const result = useList(agencyList(listing.query));
  const expertise = useExpertiseOptions();
  const states = useStateOptions();
  const [hidden, setHidden] = useState<Record<string, boolean>>({});
  const [adding, setAdding] = useState(false);
  const { filters, setFilter } = listing;
  const ends = daysOf(listing, 'Agreement ends', 'mou_ends_on');

  return (
    <>
      <PageHeader
        title="Agencies"
        subtitle="U.S. law-enforcement partners, their agreements and what they can teach."
        actions={
          can('agencies:create') ? (
            <Button variant="primary" icon={Plus} onClick={() => setAdding(true)}>
              Add agency
            </Button>
          ) : undefined
        }
      />
      <div className={layout.views}>
        <NavTabs label="Views of the list" tabs={VIEWS} />
      </div>
      <Card body="flush" footer={<Pagination page={result.page} one="agency" many="agencies" onGo={listing.goTo} />}>
        <FilterBar
          search={{ label: 'Find by name, city or county', value: listing.draft, onChange: listing.setDraft }}
          chosen={[
            ...chosenFilters(listing, [
              { name: 'state', label: 'State', options: states },
              { name: 'kind', label: 'Type', options: AGENCY_KINDS },
              { name: 'status', label: 'Standing', options: STATUS },
              { name: 'expertise', label: 'Expertise', options: expertise },
              { name: 'mou_status', label: 'Agreement', options: AGREEMENT },
              { name: 'archived', label: 'Archive', options: ARCHIVED },
            ]),
            ...chosenDays(ends),
          ]}
          onClear={listing.clear}
          end={<ColumnsMenu columns={OPTIONAL_COLUMNS} hidden={hidden} onChange={setHidden} />}
        >
          <FilterPopover label="State" options={states} selected={filters.state ?? []} onChange={(values) => setFilter('state', values)} />
          <FilterPopover label="Type" options={AGENCY_KINDS} selected={filters.kind ?? []} onChange={(values) => setFilter('kind', values)} />
          <FilterPopover label="Standing" options={STATUS} selected={filters.status ?? []} onChange={(values) => setFilter('status', values)} />
          <FilterPopover label="Expertise" options={expertise} selected={filters.expertise ?? []} onChange={(values) => setFilter('expertise', values)} />
          <FilterPopover label="Agreement" options={AGREEMENT} selected={filters.mou_status ?? []} onChange={(values) => setFilter('mou_status', values)} />
          <DateFilter {...ends} />
        </FilterBar>
        <ListTable
          caption="Agencies"
          columns={agencyColumns}
          result={result}
          listing={listing}
          hidden={hidden}
          unmatched="No agencies match"
          hint="Remove a filter, or check the spelling. Archived agencies have a view of their own."
          empty={
            <EmptyState icon={Building2} title="No agencies yet">
              {can('agencies:create') ? 'Add the first one, or load the reference list.' : 'Programme staff add them.'}
            </EmptyState>
          }
        />
      </Card>
      {adding ? (
        <Suspense>
          <AgencyCreateDialog onClose={() => setAdding(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
