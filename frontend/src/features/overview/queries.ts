import { queryOptions } from '@tanstack/react-query';
import { api, read } from '@/shared/api';
import type { components } from '@/shared/api/schema';

export type Overview = components['schemas']['Overview'];
export type CountryFigures = components['schemas']['CountryMap']['items'][number];
export type ActivityRow = components['schemas']['ActivityRow'];
export type WaitingItem = components['schemas']['WaitingItem'];

const AHEAD: components['schemas']['ActivityStatus'][] = ['planning', 'readying', 'authorized', 'active', 'suspended'];

/** Figures of a fiscal year; of the present one when `year` is left out. */
export const overviewFigures = (year: number | undefined) =>
  queryOptions({
    queryKey: ['reports', 'overview', year ?? 'present'],
    queryFn: ({ signal }) => read(api.GET('/api/v1/reports/overview', { params: { query: { fiscal_year: year } }, signal })),
  });

export const countryFigures = (year: number | undefined) =>
  queryOptions({
    queryKey: ['reports', 'countries', year ?? 'present'],
    queryFn: ({ signal }) => read(api.GET('/api/v1/reports/countries', { params: { query: { fiscal_year: year } }, signal })),
  });

/** Not over yet: those under way first, as they started before. */
export const nextActivities = queryOptions({
  queryKey: ['activities', 'next'],
  queryFn: ({ signal }) => {
    const today = new Date().toISOString().slice(0, 10);
    return read(
      api.GET('/api/v1/activities', {
        params: { query: { 'ends_on.gte': today, status: AHEAD, sort: 'starts_on', limit: 5, count: 'exact' } },
        signal,
      }),
    );
  },
});

/** The work that this person may do next, most urgent first. */
export const waitingWork = queryOptions({
  queryKey: ['reports', 'waiting'],
  queryFn: ({ signal }) => read(api.GET('/api/v1/reports/waiting', { signal })),
});
