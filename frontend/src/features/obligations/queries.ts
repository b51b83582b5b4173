import { queryOptions, type QueryClient } from '@tanstack/react-query';
import { api, read, readPage, readVersioned } from '@/shared/api';
import type { components } from '@/shared/api/schema';
import { defineListing, filter, type ListingQuery } from '@/shared/listing';

type Schemas = components['schemas'];
export type Obligation = Schemas['Obligation'];
export type ObligationRow = Schemas['ObligationRow'];
export type Entry = Schemas['Entry'];

export const obligationListing = defineListing({
  filters: {
    status: filter.many(['open', 'expired', 'cancelled']),
    agency_id: filter.many(),
    instrument_id: filter.many(),
    has_balance: filter.one(['true', 'false']),
    needs_review: filter.one(['true']),
    'available_to.gte': filter.date(),
    'available_to.lte': filter.date(),
  },
  sorts: ['document_number', 'agency', 'available_to', 'cancels_on', 'obligated', 'unliquidated'],
  defaultSort: 'document_number',
});

const flag = (value: string | undefined) => (value === undefined ? undefined : value === 'true');

export const obligationList = ({ has_balance: balance, needs_review: review, ...query }: ListingQuery<typeof obligationListing>) =>
  queryOptions({
    queryKey: ['obligations', 'list', query, balance, review],
    queryFn: ({ signal }) =>
      readPage(
        api.GET('/api/v1/obligations', {
          params: { query: { count: 'exact', ...query, has_balance: flag(balance), needs_review: flag(review) } as never },
          signal,
        }),
      ),
  });

export const obligationDetail = (id: string) =>
  queryOptions({
    queryKey: ['obligations', 'detail', id],
    queryFn: () => readVersioned(api.GET('/api/v1/obligations/{obligation_id}', { params: { path: { obligation_id: id } } })),
  });

/** Movements of money, newest first; `after` is the cursor of another page. */
export const entriesOf = (id: string, after?: string) =>
  queryOptions({
    queryKey: ['obligations', 'detail', id, 'entries', after],
    queryFn: ({ signal }) =>
      read(
        api.GET('/api/v1/obligations/{obligation_id}/entries', {
          params: { path: { obligation_id: id }, query: { limit: 50, after } },
          signal,
        }),
      ),
  });

/** After any movement: activities show what is left, claims are paid from it. */
export async function refreshObligations(queryClient: QueryClient): Promise<void> {
  void queryClient.invalidateQueries({ queryKey: ['reports'] });
  void queryClient.invalidateQueries({ queryKey: ['activities'] });
  void queryClient.invalidateQueries({ queryKey: ['instruments'] });
  await queryClient.invalidateQueries({ queryKey: ['obligations'] });
}
