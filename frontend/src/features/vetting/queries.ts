import { queryOptions } from '@tanstack/react-query';
import { api, read } from '@/shared/api';
import { defineListing, filter, type ListingQuery } from '@/shared/listing';
import { STEPS } from '@/shared/vetting';

export const vettingListing = defineListing({
  filters: {
    next_step: filter.many(STEPS.map(({ value }) => value)),
    cleared: filter.one(['true', 'false']),
    'starts_on.gte': filter.date(),
    'starts_on.lte': filter.date(),
  },
  sorts: ['due_on', 'starts_on', 'name'],
  defaultSort: 'due_on',
});

/** People on the lists of activities that are not over; without a choice, those who are not cleared. */
export const vettingQueue = ({ cleared, ...query }: ListingQuery<typeof vettingListing>) =>
  queryOptions({
    queryKey: ['vetting', 'queue', query, cleared],
    queryFn: ({ signal }) =>
      read(
        api.GET('/api/v1/vetting-queue', {
          params: { query: { count: 'exact', ahead: true, ...query, cleared: cleared === 'true' } as never },
          signal,
        }),
      ),
  });
