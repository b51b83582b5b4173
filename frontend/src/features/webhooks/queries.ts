import { queryOptions, type QueryClient } from '@tanstack/react-query';
import { api, read, readVersioned } from '@/shared/api';
import type { components } from '@/shared/api/schema';
import { defineListing, filter, type ListingQuery } from '@/shared/listing';

type Schemas = components['schemas'];
export type Webhook = Schemas['Webhook'];
export type WebhookRow = Schemas['WebhookRow'];
export type DeliveryRow = Schemas['DeliveryRow'];
export type Delivery = Schemas['Delivery'];
export type FedSubject = Schemas['FedSubject'];

export const webhookListing = defineListing({
  filters: { status: filter.many(['active', 'paused', 'disabled']) },
  sorts: ['created_at', 'url'],
  defaultSort: '-created_at',
});

export const webhookList = (query: ListingQuery<typeof webhookListing>) =>
  queryOptions({
    queryKey: ['webhooks', 'list', query],
    queryFn: ({ signal }) => {
      const { q: _, ...asked } = query;
      return read(api.GET('/api/v1/webhooks', { params: { query: { count: 'exact', ...asked } as never }, signal }));
    },
  });

export const webhookDetail = (id: string) =>
  queryOptions({
    queryKey: ['webhooks', 'detail', id],
    queryFn: () => readVersioned(api.GET('/api/v1/webhooks/{webhook_id}', { params: { path: { webhook_id: id } } })),
  });

export const deliveryListing = defineListing({
  filters: {
    status: filter.many(['queued', 'sending', 'delivered', 'dead', 'dropped']),
    kind: filter.many(['event', 'replay', 'ping']),
  },
  sorts: ['created_at'],
  defaultSort: '-created_at',
});

export const deliveryList = (id: string, query: ListingQuery<typeof deliveryListing>) =>
  queryOptions({
    queryKey: ['webhooks', 'detail', id, 'deliveries', query],
    queryFn: ({ signal }) => {
      const { q: _, ...asked } = query;
      return read(
        api.GET('/api/v1/webhooks/{webhook_id}/deliveries', { params: { path: { webhook_id: id }, query: { count: 'exact', ...asked } as never }, signal }),
      );
    },
    // What is under way changes by itself.
    refetchInterval: 5000,
  });

export const deliveryDetail = (webhookId: string, id: string) =>
  queryOptions({
    queryKey: ['webhooks', 'detail', webhookId, 'delivery', id],
    queryFn: () =>
      readVersioned(
        api.GET('/api/v1/webhooks/{webhook_id}/deliveries/{delivery_id}', { params: { path: { webhook_id: webhookId, delivery_id: id } } }),
      ),
    refetchInterval: 5000,
  });

export const refreshWebhooks = (queryClient: QueryClient): Promise<void> => queryClient.invalidateQueries({ queryKey: ['webhooks'] });
