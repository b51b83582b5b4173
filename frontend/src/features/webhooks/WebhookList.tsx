import { useQueryClient } from '@tanstack/react-query';
import { Plus, Webhook as WebhookIcon } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useCan } from '@/shared/access';
import { formatDate } from '@/shared/format';
import { useList, useListing } from '@/shared/listing';
import { Button, Card, chosenFilters, columnsOf, EmptyState, FilterBar, FilterPopover, ListTable, PageHeader, Pagination, RowLink, Tags, TwoLines } from '@/shared/ui';
import { refreshWebhooks, webhookList, webhookListing, type WebhookRow } from './queries';
import { State } from './State';
import { optionsOf, WEBHOOK_LOOKS } from './words';

const WebhookDialog = lazy(() => import('./WebhookDialog'));

const STATUS = optionsOf(WEBHOOK_LOOKS);

const column = columnsOf<WebhookRow>();
const columns = column.columns([
  column.accessor('url', {
    header: 'Address',
    cell: ({ row: { original } }) => (
      <TwoLines under={original.description || undefined}>
        <RowLink to="/webhooks/$id" params={{ id: original.id }}>
          {original.url}
        </RowLink>
      </TwoLines>
    ),
    meta: { card: 'title', width: '44%', sort: 'url' },
  }),
  column.accessor('status', { header: 'Status', cell: ({ getValue }) => <State of="webhook" status={getValue()} />, meta: { card: 'corner' } }),
  column.accessor('event_types', {
    header: 'Told of',
    cell: ({ getValue }) => (getValue().length > 0 ? <Tags items={getValue()} max={2} /> : <span className="muted">Everything you may see</span>),
    meta: { card: 'subtitle' },
  }),
  column.accessor('created_at', { header: 'Made', cell: ({ getValue }) => <span className="num">{formatDate(getValue())}</span>, meta: { sort: 'created_at', cardLabel: true } }),
]);

/** Addresses of other systems that are told of changes. */
export function WebhookList() {
  const can = useCan();
  const queryClient = useQueryClient();
  const listing = useListing(webhookListing);
  const result = useList(webhookList(listing.query));
  const [making, setMaking] = useState(false);
  const add = can('webhooks:manage') ? (
    <Button variant="primary" icon={Plus} onClick={() => setMaking(true)}>
      Add webhook
    </Button>
  ) : null;
  return (
    <>
      <PageHeader title="Webhooks" subtitle="Your addresses that are told when something changes that you may see." actions={add} />
      <Card body="flush" footer={<Pagination page={result.page} one="webhook" many="webhooks" onGo={listing.goTo} />}>
        <FilterBar chosen={chosenFilters(listing, [{ name: 'status', label: 'Status', options: STATUS }])} onClear={listing.clear}>
          <FilterPopover label="Status" options={STATUS} selected={listing.filters.status ?? []} onChange={(values) => listing.setFilter('status', values)} />
        </FilterBar>
        <ListTable
          caption="Webhooks"
          columns={columns}
          result={result}
          listing={listing}
          unmatched="No webhooks match"
          empty={
            <EmptyState icon={WebhookIcon} title="No webhooks" action={add}>
              Add one when another system has to know of changes as they happen.
            </EmptyState>
          }
        />
      </Card>
      {making ? (
        <Suspense>
          <WebhookDialog onClose={() => setMaking(false)} onSaved={() => void refreshWebhooks(queryClient)} />
        </Suspense>
      ) : null}
    </>
  );
}
