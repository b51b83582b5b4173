import { queryOptions } from '@tanstack/react-query';
import { api, read } from '@/shared/api';
import type { components } from '@/shared/api/schema';
import { defineListing, type ListingQuery } from '@/shared/listing';

export type AcademyRow = components['schemas']['AcademyRow'];
export type OfferingRow = components['schemas']['OfferingRow'];

export const academyListing = defineListing({ filters: {}, sorts: ['name', 'established', 'city'], defaultSort: 'name' });

export const academyList = (query: Omit<ListingQuery<typeof academyListing>, 'q'>) =>
  queryOptions({
    queryKey: ['academies', 'list', query],
    queryFn: ({ signal }) => read(api.GET('/api/v1/academies', { params: { query: { count: 'exact', ...query } }, signal })),
  });

export const academyDetail = (id: string) =>
  queryOptions({
    queryKey: ['academies', 'detail', id],
    queryFn: ({ signal }) => read(api.GET('/api/v1/academies/{academy_id}', { params: { path: { academy_id: id } }, signal })),
  });

export const offeringListing = defineListing({ filters: {}, sorts: ['starts_on', 'title'], defaultSort: '-starts_on' });

export const academyOfferings = (id: string, query: Omit<ListingQuery<typeof offeringListing>, 'q'>) =>
  queryOptions({
    queryKey: ['academies', 'detail', id, 'offerings', query],
    queryFn: ({ signal }) =>
      read(
        api.GET('/api/v1/academies/{academy_id}/offerings', {
          params: { path: { academy_id: id }, query: { count: 'exact', ...query } },
          signal,
        }),
      ),
  });
