import { queryOptions } from '@tanstack/react-query';
import { api, read, readAll, readPage } from '@/shared/api';
import type { components } from '@/shared/api/schema';
import { defineListing, filter, type ListingQuery } from '@/shared/listing';

export type PerDiemRow = components['schemas']['PerDiemRow'];
export type MileageRow = components['schemas']['MileageRow'];
export type InterestRow = components['schemas']['InterestRow'];

export const perDiemListing = defineListing({
  filters: { country: filter.one(), on: filter.date(), scope: filter.one(['foreign', 'oconus', 'conus']) },
  sorts: ['country_name', 'location', 'lodging', 'mie'],
  defaultSort: 'country_name',
});

/** Rates in force on a day: the day is always one, today unless said otherwise. */
export const perDiemRates = ({ country, scope, ...query }: ListingQuery<typeof perDiemListing> & { on: string }) =>
  queryOptions({
    queryKey: ['rates', 'per-diem', 'list', { country, scope, ...query }],
    queryFn: ({ signal }) =>
      readPage(
        api.GET('/api/v1/rates/per-diem', {
          params: { query: { count: 'exact', ...query, country: country ? [country] : undefined, scope: scope ? [scope] : undefined } },
          signal,
        }),
      ),
  });

export type MieRow = components['schemas']['MieRow'];
export type ExchangeRow = components['schemas']['ExchangeRow'];

export const mealListing = defineListing({
  filters: { on: filter.date(), scope: filter.one(['conus', 'foreign_oconus']) },
  sorts: ['total'],
  defaultSort: 'total',
});

export const mealRates = ({ scope, ...query }: ListingQuery<typeof mealListing> & { on: string }) =>
  queryOptions({
    queryKey: ['rates', 'mie', 'list', scope, query],
    queryFn: ({ signal }) =>
      readPage(
        api.GET('/api/v1/rates/mie', {
          params: { query: { count: 'exact', ...query, scope: scope ? [scope] : undefined } },
          signal,
        }),
      ),
  });

export const exchangeListing = defineListing({
  filters: { on: filter.date(), currency: filter.one() },
  sorts: ['rated_on', 'currency'],
  defaultSort: '-rated_on',
});

/** With `on`, the last rate of each currency up to that day; without, every rate there is. */
export const exchangeRates = ({ currency, ...query }: ListingQuery<typeof exchangeListing>) =>
  queryOptions({
    queryKey: ['rates', 'exchange', 'list', currency, query],
    queryFn: ({ signal }) =>
      readPage(
        api.GET('/api/v1/rates/exchange', {
          params: { query: { count: 'exact', ...query, currency: currency ? [currency] : undefined } },
          signal,
        }),
      ),
  });

export const mileageRates = (on: string) =>
  queryOptions({
    queryKey: ['rates', 'mileage', on],
    queryFn: ({ signal }) =>
      readAll((after) => read(api.GET('/api/v1/rates/mileage', { params: { query: { on, limit: 200, after } }, signal }))),
  });

export const interestRates = (on: string) =>
  queryOptions({
    queryKey: ['rates', 'interest', on],
    queryFn: ({ signal }) => read(api.GET('/api/v1/rates/interest', { params: { query: { on } }, signal })),
  });
