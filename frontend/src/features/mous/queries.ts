import { queryOptions, type QueryClient } from '@tanstack/react-query';
import { api, read, readAll, readPage, readVersioned } from '@/shared/api';
import type { components } from '@/shared/api/schema';
import { BUREAUS } from '@/shared/labels';
import { defineListing, filter, type ListingQuery } from '@/shared/listing';

type Schemas = components['schemas'];
export type Mou = Schemas['Mou'];
export type MouRow = Schemas['MouRow'];
export type MouClauses = Mou['clauses'];
export type Amendment = Schemas['Amendment'];
export type MouTerms = Schemas['MouTerms'];

export const mouListing = defineListing({
  filters: {
    status: filter.many(['draft', 'negotiation', 'clearance', 'signing', 'active', 'suspended', 'terminating', 'terminated', 'expired']),
    bureau: filter.many(BUREAUS.map(({ value }) => value)),
    country: filter.many(),
    expertise: filter.many(),
    expires_within_days: filter.one(['30', '90', '180', '365']),
    renewal_due: filter.flag(),
  },
  sorts: ['number', 'agency', 'status', 'effective_on', 'last_on', 'updated_at'],
  defaultSort: 'number',
  views: ['list', 'calendar'],
});

export const mouList = ({ expires_within_days: within, ...query }: ListingQuery<typeof mouListing>) =>
  queryOptions({
    queryKey: ['mous', 'list', query, within],
    queryFn: ({ signal }) =>
      readPage(
        api.GET('/api/v1/mous', {
          params: { query: { count: 'exact', ...query, expires_within_days: within === undefined ? undefined : Number(within) } },
          signal,
        }),
      ),
  });

/** Every agreement that ends in a year, the first end first. */
export const endsOf = (query: ListingQuery<typeof mouListing>, year: number) =>
  queryOptions({
    queryKey: ['mous', 'ends', query, year],
    queryFn: ({ signal }) =>
      readAll((after) =>
        read(
          api.GET('/api/v1/mous', {
            params: {
              query: {
                ...query,
                // The year takes the place of these.
                expires_within_days: undefined,
                renewal_due: undefined,
                'last_on.gte': `${year}-01-01`,
                'last_on.lt': `${year + 1}-01-01`,
                sort: 'last_on',
                limit: 200,
                after,
              },
            },
            signal,
          }),
        ),
      ),
  });

/** What the text says on a day. */
export const termsOf = (id: string, on: string | undefined) =>
  queryOptions({
    queryKey: ['mous', 'detail', id, 'terms', on],
    queryFn: ({ signal }) => read(api.GET('/api/v1/mous/{mou_id}/terms', { params: { path: { mou_id: id }, query: { on } }, signal })),
  });

/** Activities that the agreement covers, the latest first. */
export const workUnder = (id: string) =>
  queryOptions({
    queryKey: ['mous', 'detail', id, 'work'],
    queryFn: ({ signal }) =>
      read(api.GET('/api/v1/activities', { params: { query: { mou_id: [id], sort: '-starts_on', limit: 50, count: 'exact' } }, signal })),
  });

export const instrumentsUnder = (id: string) =>
  queryOptions({
    queryKey: ['mous', 'detail', id, 'instruments'],
    queryFn: ({ signal }) => read(api.GET('/api/v1/instruments', { params: { query: { mou_id: [id], limit: 50 } }, signal })),
  });

export const readMou = (id: string) => readVersioned(api.GET('/api/v1/mous/{mou_id}', { params: { path: { mou_id: id } } }));

export const mouDetail = (id: string) => queryOptions({ queryKey: ['mous', 'detail', id], queryFn: () => readMou(id) });

/** Amendments in the order they were made. */
export const amendmentsOf = (id: string) =>
  queryOptions({
    queryKey: ['mous', 'detail', id, 'amendments'],
    queryFn: ({ signal }) =>
      readAll((after) =>
        read(api.GET('/api/v1/mous/{mou_id}/amendments', { params: { path: { mou_id: id }, query: { limit: 200, after } }, signal })),
      ),
  });

/** What both parties said about the text, newest first; the comments are in the timeline. */
export const commentsOn = (id: string) =>
  queryOptions({
    queryKey: ['mous', 'detail', id, 'comments'],
    queryFn: ({ signal }) =>
      readAll((after) =>
        read(
          api.GET('/api/v1/mous/{record_id}/timeline', {
            params: { path: { record_id: id }, query: { action: ['mous.commented', 'mous.comment_settled'], limit: 200, after } },
            signal,
          }),
        ),
      ),
  });

/** After any change of an agreement: agencies show its standing, the overview counts it. */
export async function refreshMous(queryClient: QueryClient): Promise<void> {
  void queryClient.invalidateQueries({ queryKey: ['reports'] });
  void queryClient.invalidateQueries({ queryKey: ['agencies'] });
  await queryClient.invalidateQueries({ queryKey: ['mous'] });
}
