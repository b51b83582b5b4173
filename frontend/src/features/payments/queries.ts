import { queryOptions } from '@tanstack/react-query';
import { api, readPage } from '@/shared/api';
import type { components } from '@/shared/api/schema';
import { defineListing, filter, type ListingQuery } from '@/shared/listing';

export type PaymentRow = components['schemas']['PaymentRow'];

export const paymentListing = defineListing({
  filters: {
    charge: filter.many(['interest', 'late_fee', 'nothing']),
    agency_id: filter.many(),
    obligation_id: filter.many(),
    'paid_on.gte': filter.date(),
    'paid_on.lte': filter.date(),
  },
  sorts: ['paid_on', 'amount', 'days_late'],
  defaultSort: '-paid_on',
});

export const paymentList = (query: ListingQuery<typeof paymentListing>) =>
  queryOptions({
    queryKey: ['payments', 'list', query],
    queryFn: ({ signal }) => {
      const { q: _, ...asked } = query;
      return readPage(api.GET('/api/v1/payments', { params: { query: { count: 'exact', ...asked } }, signal }));
    },
  });
