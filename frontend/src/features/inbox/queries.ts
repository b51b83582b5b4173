import { queryOptions } from '@tanstack/react-query';
import { api, read } from '@/shared/api';
import type { components } from '@/shared/api/schema';
import { defineListing, filter, type ListingQuery } from '@/shared/listing';

type Schemas = components['schemas'];
export type Message = Schemas['Notification'];
export type Mute = Schemas['Mute'];

export const TOPICS = ['requests', 'outreach', 'agreements', 'activities', 'vetting', 'credentials', 'claims', 'enquiries', 'integrations'] as const;

export const inboxListing = defineListing({
  filters: { unread: filter.flag(), topic: filter.many(TOPICS) },
  sorts: ['created_at'],
  defaultSort: '-created_at',
});

export const inboxList = (query: Omit<ListingQuery<typeof inboxListing>, 'q'>) =>
  queryOptions({
    queryKey: ['notifications', 'list', query],
    queryFn: ({ signal }) => read(api.GET('/api/v1/notifications', { params: { query }, signal })),
  });
