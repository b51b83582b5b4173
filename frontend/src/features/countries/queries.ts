import { queryOptions } from '@tanstack/react-query';
import { api, read } from '@/shared/api';
import type { components } from '@/shared/api/schema';
import { BUREAUS } from '@/shared/labels/bureaus';
import { defineListing, filter, type ListingQuery } from '@/shared/listing';

export type CountryRow = components['schemas']['CountryRow'];

export const countryListing = defineListing({
  filters: { bureau: filter.many(BUREAUS.map(({ value }) => value)), year: filter.one() },
  sorts: ['name', 'genc3', 'bureau'],
  defaultSort: 'name',
  views: ['table', 'map'],
});

/** `year` belongs to the map. */
export const countryList = (query: Omit<ListingQuery<typeof countryListing>, 'year'>) =>
  queryOptions({
    queryKey: ['countries', 'list', query],
    queryFn: ({ signal }) =>
      read(api.GET('/api/v1/countries', { params: { query: { count: 'exact', limit: 100, ...query } }, signal })),
  });

/** What the programme does where, in the fiscal year asked for or the present one. */
export const countryReport = (year?: number) =>
  queryOptions({
    queryKey: ['reports', 'countries', year ?? 'present'],
    queryFn: ({ signal }) =>
      read(api.GET('/api/v1/reports/countries', { params: { query: year === undefined ? {} : { fiscal_year: year } }, signal })),
  });

export const countryDetail = (id: string) =>
  queryOptions({
    queryKey: ['countries', 'detail', id],
    queryFn: ({ signal }) => read(api.GET('/api/v1/countries/{country_id}', { params: { path: { country_id: id } }, signal })),
  });

/** Rates in force in the country on a day. */
export const countryRates = (genc3: string, on: string) =>
  queryOptions({
    queryKey: ['rates', 'per-diem', genc3, on],
    queryFn: ({ signal }) =>
      read(
        api.GET('/api/v1/rates/per-diem', {
          params: { query: { country: [genc3], on, limit: 200, sort: 'location' } },
          signal,
        }),
      ),
  });
