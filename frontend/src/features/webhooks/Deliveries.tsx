import { useQuery, useQueryClient } from '@tanstack/react-query';
import { RotateCcw, SendHorizontal } from 'lucide-react';
import { useState } from 'react';
import { hasAction } from '@/shared/access';
import { api } from '@/shared/api';
import { formatDateTime, plural } from '@/shared/format';
import { useList, useListing } from '@/shared/listing';
import { Button, Card, chosenFilters, columnsOf, Dialog, EmptyState, ErrorState, Facts, FilterBar, FilterPopover, ListTable, Pagination, Skeleton, toast, TwoLines } from '@/shared/ui';
import { deliveryDetail, deliveryList, deliveryListing, refreshWebhooks, type DeliveryRow, type Webhook } from './queries';
import { State } from './State';
import styles from './Webhooks.module.css';
import { DELIVERY_LOOKS, KINDS, optionsOf } from './words';

const STATUS = optionsOf(DELIVERY_LOOKS);

function Answer({ row }: { row: DeliveryRow }) {
  if (row.attempts === 0) return <span className="muted">Not tried yet</span>;
  return <TwoLines under={row.last_status_code === null ? undefined : row.last_problem}>{row.last_status_code ?? row.last_problem}</TwoLines>;
}

const column = columnsOf<DeliveryRow>();
const columnsFor = (open: (id: string) => void) =>
  column.columns([
    column.accessor('event_type', {
      header: 'Message',
      cell: ({ row: { original } }) => (
        <TwoLines under={KINDS.find(({ value }) => value === original.kind)?.label}>
          <button type="button" className={styles.open} onClick={() => open(original.id)}>
            {original.event_type}
          </button>
        </TwoLines>
      ),
      meta: { card: 'title', width: '28%' },
    }),
    column.accessor('status', { header: 'Status', cell: ({ getValue }) => <State of="delivery" status={getValue()} />, meta: { card: 'corner' } }),
    column.display({ id: 'answer', header: 'Last answer', cell: ({ row: { original } }) => <Answer row={original} />, meta: { card: 'subtitle', width: '26%' } }),
    column.accessor('attempts', { header: 'Attempts', cell: ({ getValue }) => <span className="num">{getValue()}</span>, meta: { align: 'end', cardLabel: true } }),
    column.accessor('created_at', {
      header: 'Queued',
      cell: ({ row: { original } }) => (
        <TwoLines under={original.status === 'queued' && original.attempts > 0 ? `Again ${formatDateTime(original.next_attempt_at)}` : undefined}>
          {formatDateTime(original.created_at)}
        </TwoLines>
      ),
      meta: { sort: 'created_at', cardLabel: true },
    }),
  ]);

function DeliveryDialog({ webhookId, id, onClose }: { webhookId: string; id: string; onClose: () => void }) {
  const queryClient = useQueryClient();
  const { data, error, refetch } = useQuery(deliveryDetail(webhookId, id));
  const delivery = data?.data;
  const replay = async () => {
    try {
      const path = { webhook_id: webhookId, delivery_id: id };
      await api.POST('/api/v1/webhooks/{webhook_id}/deliveries/{delivery_id}/replay', { params: { path } });
      toast.done('Sent once more');
      await refreshWebhooks(queryClient);
      onClose();
    } catch (failure) {
      toast.failed(failure);
    }
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={delivery?.event_type ?? 'Message'}
      footer={
        <>
          {delivery && hasAction(delivery, 'replay') ? (
            <Button icon={RotateCcw} onClick={() => void replay()}>
              Send once more
            </Button>
          ) : null}
          <Button variant="primary" onClick={onClose}>
            Close
          </Button>
        </>
      }
    >
      {error ? <ErrorState compact error={error} onRetry={() => void refetch()} /> : null}
      {delivery ? (
        <>
          <Facts
            items={[
              { label: 'Status', value: <State of="delivery" status={delivery.status} /> },
              { label: 'Id of the message', value: <span className="num">{delivery.event_id ?? delivery.id}</span> },
            ]}
          />
          <ol className={styles.tries} aria-label={plural(delivery.tries.length, 'attempt')}>
            {delivery.tries.map((one) => (
              <li key={`${one.number}-${one.started_at}`}>
                <strong>{one.status_code ?? 'No answer'}</strong> {formatDateTime(one.started_at)}, after <span className="num">{one.duration_ms}</span> ms
                {one.problem ? <p>{one.problem}</p> : null}
                {one.answer ? <pre>{one.answer}</pre> : null}
              </li>
            ))}
          </ol>
        </>
      ) : error ? null : (
        <Skeleton height={160} />
      )}
    </Dialog>
  );
}

/** What was sent, what came back, and what is tried again. */
export default function Deliveries({ webhook }: { webhook: Webhook }) {
  const listing = useListing(deliveryListing);
  const result = useList(deliveryList(webhook.id, listing.query));
  const [open, setOpen] = useState<string>();
  const { filters, setFilter } = listing;
  return (
    <Card
      title="Deliveries"
      subtitle="Tried again for about three days, each time after a longer pause"
      body="flush"
      footer={<Pagination page={result.page} one="message" many="messages" onGo={listing.goTo} />}
    >
      <FilterBar
        chosen={chosenFilters(listing, [
          { name: 'status', label: 'Status', options: STATUS },
          { name: 'kind', label: 'Kind', options: KINDS },
        ])}
        onClear={listing.clear}
      >
        <FilterPopover label="Status" options={STATUS} selected={filters.status ?? []} onChange={(values) => setFilter('status', values)} />
        <FilterPopover label="Kind" options={KINDS} selected={filters.kind ?? []} onChange={(values) => setFilter('kind', values)} />
      </FilterBar>
      <ListTable
        caption="Deliveries"
        columns={columnsFor(setOpen)}
        result={result}
        listing={listing}
        unmatched="No messages match"
        empty={
          <EmptyState icon={SendHorizontal} title="Nothing sent yet">
            Send a ping to see whether messages arrive.
          </EmptyState>
        }
      />
      {open === undefined ? null : <DeliveryDialog webhookId={webhook.id} id={open} onClose={() => setOpen(undefined)} />}
    </Card>
  );
}
