import { LifeBuoy, Plus, SearchX } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useCan } from '@/shared/access';
import { MODALITIES, URGENCIES } from '@/shared/labels';
import { useList, useListing, type Listing } from '@/shared/listing';
import { useCountryOptions, useExpertiseOptions, usePostOptions } from '@/shared/reference';
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
  statusOptions,
} from '@/shared/ui';
import { requestColumns } from './columns';
import { requestList, requestListing } from './queries';
import { RequestBoard } from './RequestBoard';

const RequestCreateDialog = lazy(() => import('./RequestCreateDialog'));

const STATUS = statusOptions('request');
const SHAPES = [
  { value: 'list', label: 'List' },
  { value: 'board', label: 'Board' },
];
const VIEWS = [
  { label: 'All requests', to: '/requests' },
  { label: 'To validate', to: '/requests', search: { status: ['submitted'] } },
  { label: 'Open', to: '/requests', search: { status: ['open'] } },
  { label: 'Drafts', to: '/requests', search: { status: ['draft'] } },
  { label: 'Closed', to: '/requests', search: { status: ['filled', 'unfilled', 'cancelled'] } },
];

type RequestListing = Listing<(typeof requestListing)['filters']>;

function Filters({ listing, board }: { listing: RequestListing; board: boolean }) {
  const posts = usePostOptions();
  const countries = useCountryOptions();
  const expertise = useExpertiseOptions();
  const { filters, setFilter } = listing;
  return (
    <FilterBar
      search={{ label: 'Find by title or need', value: listing.draft, onChange: listing.setDraft }}
      chosen={chosenFilters(listing, [
        { name: 'status', label: 'Status', options: STATUS },
        { name: 'post_id', label: 'Post', options: posts },
        { name: 'country', label: 'Country', options: countries },
        { name: 'expertise', label: 'Expertise', options: expertise },
        { name: 'modality', label: 'Kind', options: MODALITIES },
        { name: 'urgency', label: 'Urgency', options: URGENCIES },
      ])}
      onClear={listing.clear}
    >
      {board ? null : (
        <FilterPopover label="Status" options={STATUS} selected={filters.status ?? []} onChange={(values) => setFilter('status', values)} />
      )}
      <FilterPopover label="Post" options={posts} selected={filters.post_id ?? []} onChange={(values) => setFilter('post_id', values)} />
      <FilterPopover label="Country" options={countries} selected={filters.country ?? []} onChange={(values) => setFilter('country', values)} />
      <FilterPopover label="Expertise" options={expertise} selected={filters.expertise ?? []} onChange={(values) => setFilter('expertise', values)} />
      <FilterPopover label="Kind" options={MODALITIES} selected={filters.modality ?? []} onChange={(values) => setFilter('modality', values)} />
      <FilterPopover label="Urgency" options={URGENCIES} selected={filters.urgency ?? []} onChange={(values) => setFilter('urgency', values)} />
    </FilterBar>
  );
}

function RequestTable({ listing, onAdd }: { listing: RequestListing; onAdd: (() => void) | undefined }) {
  const result = useList(requestList(listing.query));
  return (
    <Card body="flush" footer={<Pagination page={result.page} one="request" many="requests" onGo={listing.goTo} />}>
      <Filters listing={listing} board={false} />
      <DataTable
        caption="Requests"
        columns={requestColumns}
        result={result}
        rowId={(row) => row.id}
        sort={listing.sort}
        onSort={listing.toggleSort}
        empty={
          listing.activeCount > 0 ? (
            <EmptyState icon={SearchX} title="No requests match" action={<Button onClick={listing.clear}>Clear all filters</Button>}>
              Remove a filter, or check the spelling.
            </EmptyState>
          ) : (
            <EmptyState icon={LifeBuoy} title="No requests yet" action={onAdd ? <Button onClick={onAdd}>Raise a request</Button> : undefined}>
              {onAdd ? 'A request says what is needed, where and when.' : 'What your agency is asked about appears here.'}
            </EmptyState>
          )
        }
      />
    </Card>
  );
}

/** Needs of posts, from draft to filled: as a list, or as a board by stage. */
export function RequestList() {
  const can = useCan();
  const listing = useListing(requestListing);
  const [adding, setAdding] = useState(false);
  const board = listing.view === 'board';
  const mayAdd = can('requests:create');

  return (
    <>
      <PageHeader
        title="Requests"
        subtitle="What posts need from partner agencies, and how far each need has come."
        actions={
          <>
            <Segmented label="Shown as" tabs={SHAPES} value={listing.view ?? 'list'} onChange={listing.setView} />
            {mayAdd ? (
              <Button variant="primary" icon={Plus} onClick={() => setAdding(true)}>
                Raise a request
              </Button>
            ) : null}
          </>
        }
      />
      {board ? (
        <div className={layout.stack}>
          <Card body="flush">
            <Filters listing={listing} board />
          </Card>
          <RequestBoard query={listing.query} />
        </div>
      ) : (
        <>
          <div className={layout.views}>
            <NavTabs label="Views of the list" tabs={VIEWS} />
          </div>
          <RequestTable listing={listing} onAdd={mayAdd ? () => setAdding(true) : undefined} />
        </>
      )}
      {adding ? (
        <Suspense>
          <RequestCreateDialog onClose={() => setAdding(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
