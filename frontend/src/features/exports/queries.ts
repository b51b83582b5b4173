import { queryOptions } from '@tanstack/react-query';
import { api, read } from '@/shared/api';
import type { components } from '@/shared/api/schema';
import { defineListing, filter, type ListingQuery } from '@/shared/listing';

export type ExportRow = components['schemas']['ExportRow'];

const JOB_STATES = ['queued', 'running', 'succeeded', 'failed', 'cancelled'] as const;
const UNFINISHED: readonly string[] = ['queued', 'running'];
export const isUnderWay = ({ job }: Pick<ExportRow, 'job'>): boolean => UNFINISHED.includes(job.status);

export const exportListing = defineListing({
  filters: { resource: filter.many(), job_status: filter.many(JOB_STATES), ready: filter.flag() },
  sorts: ['created_at', 'updated_at'],
  defaultSort: '-created_at',
});

const LOOK_AGAIN_MS = 1500;

export const exportList = (query: ListingQuery<typeof exportListing>) =>
  queryOptions({
    queryKey: ['exports', 'list', query],
    queryFn: ({ signal }) => {
      const { q: _, ...asked } = query;
      return read(api.GET('/api/v1/exports', { params: { query: { count: 'exact', ...asked } as never }, signal }));
    },
    // A stream for each would take more connections than a browser has for one server.
    refetchInterval: ({ state }) => (state.data?.items.some(isUnderWay) ? LOOK_AGAIN_MS : false),
  });
