import { queryOptions, type QueryClient } from '@tanstack/react-query';
import { api, read, readPage, readVersioned } from '@/shared/api';
import type { components } from '@/shared/api/schema';
import { CLAIM_KINDS, REGIMES } from '@/shared/labels';
import { defineListing, filter, type ListingQuery } from '@/shared/listing';
import { STATUSES } from '@/shared/ui';
import { statusesOf, type Queue } from './queues';

type Schemas = components['schemas'];
export type ClaimRow = Schemas['ClaimRow'];
export type Claim = Schemas['ClaimReview'];
export type ClaimClock = Schemas['ClaimClock'];
export type Line = Schemas['ReviewLine'];
export type Expense = Schemas['Expense'];

export const claimListing = defineListing({
  filters: {
    kind: filter.many(CLAIM_KINDS.map(({ value }) => value)),
    agency_id: filter.many(),
    activity_id: filter.many(),
    country_id: filter.many(),
    obligation_id: filter.many(),
    regime: filter.many(REGIMES.map(({ value }) => value)),
    status: filter.many(Object.keys(STATUSES.claim)),
    'proper_on.gte': filter.date(),
    'proper_on.lte': filter.date(),
    'due_on.gte': filter.date(),
    'due_on.lte': filter.date(),
  },
  sorts: ['reference', 'due_on', 'act_by', 'submitted_at', 'claimed', 'updated_at'],
  defaultSort: 'due_on',
  views: ['own', 'review', 'returned', 'decided', 'unpaid', 'paid', 'draft', 'all'],
});

export const claimList = (query: ListingQuery<typeof claimListing>, queue: Queue) =>
  queryOptions({
    queryKey: ['claims', 'list', query, queue],
    queryFn: ({ signal }) =>
      readPage(api.GET('/api/v1/claims', { params: { query: { count: 'exact', ...query, status: query.status ?? statusesOf(queue) } as never }, signal })),
  });

/** The claims beside the one under review, soonest due first. */
export const claimQueue = (queue: Queue) =>
  queryOptions({
    queryKey: ['claims', 'queue', queue],
    queryFn: ({ signal }) =>
      read(api.GET('/api/v1/claims', { params: { query: { status: statusesOf(queue), sort: 'due_on', limit: 50, count: 'exact' } }, signal })),
  });

/** Claims that claim again what this one was not paid, oldest first. */
export const claimChildren = (id: string) =>
  queryOptions({
    queryKey: ['claims', 'children', id],
    queryFn: ({ signal }) => read(api.GET('/api/v1/claims', { params: { query: { parent_claim_id: [id], sort: 'reference', limit: 50 } as never }, signal })),
  });

export const readClaim = (id: string) => readVersioned(api.GET('/api/v1/claims/{claim_id}/review', { params: { path: { claim_id: id } } }));

/** The claim with every line and the reason for its amount. */
export const claimDetail = (id: string) => queryOptions({ queryKey: ['claims', 'detail', id], queryFn: () => readClaim(id) });

export const readExpense = (id: string) => readVersioned(api.GET('/api/v1/expenses/{expense_id}', { params: { path: { expense_id: id } } }));

/** One line as a record; of `version` so that a changed line is read anew. */
export const expenseDetail = (id: string, version: number) =>
  queryOptions({ queryKey: ['expenses', 'detail', id, version], queryFn: () => readExpense(id) });

/** Of `version`, so that a claim that moved on is asked anew. */
export const claimClock = (id: string, version: number) =>
  queryOptions({
    queryKey: ['claims', 'clock', id, version],
    queryFn: ({ signal }) => read(api.GET('/api/v1/claims/{claim_id}/payment-clock', { params: { path: { claim_id: id } }, signal })),
  });

/** After any change of a claim: obligations pay it, activities close after it. */
export async function refreshClaims(queryClient: QueryClient): Promise<void> {
  for (const key of ['reports', 'expenses', 'obligations', 'activities']) void queryClient.invalidateQueries({ queryKey: [key] });
  await queryClient.invalidateQueries({ queryKey: ['claims'] });
}
