import { LifeBuoy, Plus, SearchX } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useCan } from '@/shared/access';
import { useList, useListing, type Listing } from '@/shared/listing';
import {
  Button,
  Card,
  DataTable,
  EmptyState,
  layout,
  NavTabs,
  PageHeader,
  Pagination,
  Segmented,
  Skeleton,
} from '@/shared/ui';
import styles from './Board.module.css';
import { requestColumns } from './columns';
import { requestList, requestListing } from './queries';

const RequestFilters = lazy(() => import('./RequestFilters'));
const RequestBoard = lazy(() => import('./RequestBoard'));
const RequestCreateDialog = lazy(() => import('./RequestCreateDialog'));

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

export type RequestListing = Listing<(typeof requestListing)['filters']>;

function Filters(props: { listing: RequestListing; board: boolean }) {
  return (
    <Suspense fallback={<div className={styles.filters} aria-busy />}>
      <RequestFilters {...props} />
    </Suspense>
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
          <Suspense fallback={<Skeleton width="100%" height={420} />}>
            <RequestBoard query={listing.query} />
          </Suspense>
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
