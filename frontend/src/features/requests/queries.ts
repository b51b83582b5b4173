import { queryOptions, type QueryClient } from '@tanstack/react-query';
import { api, read, readAll, readPage, readVersioned } from '@/shared/api';
import type { components } from '@/shared/api/schema';
import { MODALITIES } from '@/shared/labels';
import { defineListing, filter, type ListingQuery } from '@/shared/listing';

type Schemas = components['schemas'];
export type Request = Schemas['Request'];
export type RequestRow = Schemas['RequestRow'];
export type Clarification = Schemas['Clarification'];
export type MatchRun = Schemas['MatchRun'];
export type MatchRunRow = Schemas['MatchRunRow'];
export type MatchCandidate = Schemas['MatchCandidate'];
export type OutreachRow = Schemas['OutreachRow'];
export type Offer = Schemas['ComparedOffer'];

export const REQUEST_STATES = ['draft', 'submitted', 'open', 'filled', 'unfilled', 'cancelled'] as const;

export const requestListing = defineListing({
  filters: {
    status: filter.many(REQUEST_STATES),
    modality: filter.many(MODALITIES.map(({ value }) => value)),
    urgency: filter.many(['routine', 'urgent']),
    post_id: filter.many(),
    country: filter.many(),
    expertise: filter.many(),
  },
  sorts: ['reference', 'title', 'status', 'urgency', 'starts_on', 'created_at'],
  defaultSort: '-created_at',
  views: ['list', 'board'],
});

export type RequestQuery = ListingQuery<typeof requestListing>;

export const requestList = (query: RequestQuery) =>
  queryOptions({
    queryKey: ['requests', 'list', query],
    queryFn: ({ signal }) => readPage(api.GET('/api/v1/requests', { params: { query: { count: 'exact', ...query } }, signal })),
  });

export const CARDS_SHOWN = 12;

/** One column of the board: the soonest windows of its states, of those that are closed the latest. */
export const requestColumn = (query: RequestQuery, status: readonly Schemas['RequestStatus'][]) =>
  queryOptions({
    queryKey: ['requests', 'board', query, status],
    queryFn: ({ signal }) =>
      read(
        api.GET('/api/v1/requests', {
          params: { query: { ...query, after: undefined, sort: status.includes('filled') ? '-starts_on' : 'starts_on', status: [...status], limit: CARDS_SHOWN, count: 'exact' } },
          signal,
        }),
      ),
  });

export type BoardRow = Schemas['BoardRow'];
export type Stage = BoardRow['stage'];

/** One column of the board of those who look for agencies. */
export const stageColumn = (query: RequestQuery, stage: Stage) =>
  queryOptions({
    queryKey: ['requests', 'board', query, stage],
    queryFn: ({ signal }) =>
      read(
        api.GET('/api/v1/requests/board', {
          params: { query: { ...query, after: undefined, status: undefined, sort: stage === 'closed' ? '-starts_on' : 'starts_on', stage: [stage], limit: CARDS_SHOWN, count: 'exact' } },
          signal,
        }),
      ),
  });

export interface Need {
  countries: readonly string[];
  /** Whose need it is, where no country is named. */
  post_id: string | undefined;
  expertise: readonly string[];
  starts_on: string;
  ends_on: string;
}

/** Requests that may be for the same need: a country and an area in common, and days too. */
export const similarTo = ({ countries, post_id: post, expertise, starts_on: from, ends_on: to }: Need) =>
  queryOptions({
    queryKey: ['requests', 'similar', countries, post, expertise, from, to],
    queryFn: ({ signal }) =>
      read(
        api.GET('/api/v1/requests', {
          params: {
            query: {
              ...(countries.length > 0 ? { country: [...countries] } : post ? { post_id: [post] } : {}),
              expertise_area: [...expertise],
              status: ['draft', 'submitted', 'open', 'filled'],
              'starts_on.lte': to,
              'ends_on.gte': from,
              sort: 'starts_on',
              limit: 5,
            },
          },
          signal,
        }),
      ),
  });

export const readRequest = (id: string) =>
  readVersioned(api.GET('/api/v1/requests/{request_id}', { params: { path: { request_id: id } } }));

export const requestDetail = (id: string) =>
  queryOptions({ queryKey: ['requests', 'detail', id], queryFn: () => readRequest(id) });

export const clarifications = (id: string) =>
  queryOptions({
    queryKey: ['requests', 'detail', id, 'clarifications'],
    queryFn: ({ signal }) =>
      readAll((after) =>
        read(
          api.GET('/api/v1/requests/{request_id}/clarifications', {
            params: { path: { request_id: id }, query: { limit: 200, after } },
            signal,
          }),
        ),
      ),
  });

/** Rankings made for the request, newest first. */
export const matchRuns = (id: string) =>
  queryOptions({
    queryKey: ['requests', 'detail', id, 'matches'],
    queryFn: ({ signal }) =>
      read(api.GET('/api/v1/requests/{request_id}/matches', { params: { path: { request_id: id }, query: { limit: 50 } }, signal })),
  });

export const matchRun = (id: string, runId: string) =>
  queryOptions({
    queryKey: ['requests', 'detail', id, 'matches', runId],
    queryFn: ({ signal }) =>
      read(
        api.GET('/api/v1/requests/{request_id}/matches/{run_id}', { params: { path: { request_id: id, run_id: runId } }, signal }),
      ),
  });

/** Every question to an agency about the request, in the order they were asked. */
export const outreachOf = (id: string) =>
  queryOptions({
    queryKey: ['requests', 'detail', id, 'outreach'],
    queryFn: ({ signal }) =>
      readAll((after) =>
        read(api.GET('/api/v1/outreach', { params: { query: { request_id: [id], sort: 'sent_at', limit: 200, after } }, signal })),
      ),
  });

/** Offers side by side, the cheapest first. */
export const comparisonOf = (id: string) =>
  queryOptions({
    queryKey: ['requests', 'detail', id, 'comparison'],
    queryFn: ({ signal }) => read(api.GET('/api/v1/requests/{request_id}/comparison', { params: { path: { request_id: id } }, signal })),
  });

/** After any change of a request or of what belongs to it. What waits and the figures change with it. */
export async function refreshRequests(queryClient: QueryClient): Promise<void> {
  void queryClient.invalidateQueries({ queryKey: ['reports'] });
  void queryClient.invalidateQueries({ queryKey: ['outreach'] });
  await queryClient.invalidateQueries({ queryKey: ['requests'] });
}
