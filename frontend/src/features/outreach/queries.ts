import { queryOptions, type QueryClient } from '@tanstack/react-query';
import { api, read, readAll, readPage, readVersioned } from '@/shared/api';
import type { components } from '@/shared/api/schema';
import { defineListing, filter, type ListingQuery } from '@/shared/listing';

type Schemas = components['schemas'];
export type Outreach = Schemas['Outreach'];
export type OutreachRow = Schemas['OutreachRow'];
export type Offer = Schemas['Offer'];
export type Package = Schemas['PackageRow'];
export type OfficerRow = Schemas['OfficerRow'];
export type Request = Schemas['Request'];

export const outreachListing = defineListing({
  filters: {
    status: filter.many(['sent', 'interested', 'declined', 'no_response', 'offered', 'withdrawn', 'accepted', 'not_selected']),
  },
  sorts: ['sent_at', 'due_at', 'reference', 'status'],
  defaultSort: '-sent_at',
});

export const outreachList = (query: Omit<ListingQuery<typeof outreachListing>, 'q'>) =>
  queryOptions({
    queryKey: ['outreach', 'list', query],
    queryFn: ({ signal }) => readPage(api.GET('/api/v1/outreach', { params: { query: { count: 'exact', ...query } }, signal })),
  });

export const outreachDetail = (id: string) =>
  queryOptions({
    queryKey: ['outreach', 'detail', id],
    queryFn: () => readVersioned(api.GET('/api/v1/outreach/{outreach_id}', { params: { path: { outreach_id: id } } })),
  });

/** What is asked. An agency sees requests that it was asked about. */
export const askedRequest = (id: string) =>
  queryOptions({
    queryKey: ['outreach', 'request', id],
    queryFn: ({ signal }) => read(api.GET('/api/v1/requests/{request_id}', { params: { path: { request_id: id } }, signal })),
  });

export const offerDetail = (id: string) =>
  queryOptions({
    queryKey: ['outreach', 'offer', id],
    queryFn: () => readVersioned(api.GET('/api/v1/offers/{offer_id}', { params: { path: { offer_id: id } } })),
  });

/** Officers whom the agency can nominate. */
export const officersOf = (agencyId: string) =>
  queryOptions({
    queryKey: ['outreach', 'officers', agencyId],
    queryFn: ({ signal }) =>
      readAll((after) =>
        read(
          api.GET('/api/v1/officers', {
            params: { query: { agency_id: [agencyId], archived: false, sort: 'name', limit: 200, after } },
            signal,
          }),
        ),
      ),
  });

export const packagesOf = (agencyId: string) =>
  queryOptions({
    queryKey: ['outreach', 'packages', agencyId],
    queryFn: ({ signal }) =>
      readAll((after) =>
        read(
          api.GET('/api/v1/agencies/{agency_id}/capability-packages', {
            params: { path: { agency_id: agencyId }, query: { limit: 200, after } },
            signal,
          }),
        ),
      ),
  });

/** After an answer or an offer: what waits, the figures and the request's own log change with it. */
export async function refreshOutreach(queryClient: QueryClient): Promise<void> {
  void queryClient.invalidateQueries({ queryKey: ['reports'] });
  void queryClient.invalidateQueries({ queryKey: ['requests'] });
  await queryClient.invalidateQueries({ queryKey: ['outreach'] });
}
