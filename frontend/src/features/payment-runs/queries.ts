import { queryOptions, type QueryClient } from '@tanstack/react-query';
import { api, readPage, readVersioned } from '@/shared/api';
import type { components } from '@/shared/api/schema';
import { defineListing, filter, type ListingQuery } from '@/shared/listing';

type Schemas = components['schemas'];
export type PaymentRun = Schemas['PaymentRun'];
export type PaymentRunRow = Schemas['PaymentRunRow'];
export type RunItemRow = Schemas['RunItemRow'];
export type ClaimRow = Schemas['ClaimRow'];
export type RunConfirmations = Schemas['RunConfirmations'];

export const runListing = defineListing({
  filters: { status: filter.many(['open', 'sent', 'confirmed', 'cancelled']) },
  sorts: ['reference', 'sent_at', 'created_at'],
  defaultSort: '-reference',
  views: ['runs'],
});

export const runList = (query: ListingQuery<typeof runListing>) =>
  queryOptions({
    queryKey: ['payment-runs', 'list', query],
    queryFn: ({ signal }) => {
      const { q: _, ...asked } = query;
      return readPage(api.GET('/api/v1/payment-runs', { params: { query: { count: 'exact', ...asked } as never }, signal }));
    },
  });

export const payableListing = defineListing({
  filters: { agency_id: filter.many() },
  sorts: ['due_on', 'reference'],
  defaultSort: 'due_on',
  views: ['to-pay'],
});

/** Certified claims that stand in no run. */
export const payableList = (query: ListingQuery<typeof payableListing>) =>
  queryOptions({
    queryKey: ['claims', 'payable', query],
    queryFn: ({ signal }) =>
      readPage(
        api.GET('/api/v1/claims', { params: { query: { count: 'exact', ...query, status: ['certified'], in_payment_run: false } as never }, signal }),
      ),
  });

export const runDetail = (id: string) =>
  queryOptions({
    queryKey: ['payment-runs', 'detail', id],
    queryFn: () => readVersioned(api.GET('/api/v1/payment-runs/{run_id}', { params: { path: { run_id: id } } })),
  });

export const itemListing = defineListing({
  filters: { status: filter.many(['pending', 'paid', 'returned']) },
  sorts: ['line', 'amount', 'due_on'],
  defaultSort: 'line',
});

export const itemList = (id: string, query: ListingQuery<typeof itemListing>) =>
  queryOptions({
    queryKey: ['payment-runs', 'detail', id, 'items', query],
    queryFn: ({ signal }) => {
      const { q: _, ...asked } = query;
      return readPage(
        api.GET('/api/v1/payment-runs/{run_id}/items', { params: { path: { run_id: id }, query: { count: 'exact', ...asked } as never }, signal }),
      );
    },
  });

/** A run takes claims, and its answers pay them from obligations. */
export async function refreshRuns(queryClient: QueryClient): Promise<void> {
  for (const key of ['reports', 'payments', 'obligations', 'expenses', 'claims']) void queryClient.invalidateQueries({ queryKey: [key] });
  await queryClient.invalidateQueries({ queryKey: ['payment-runs'] });
}
