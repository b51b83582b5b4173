import { queryOptions } from '@tanstack/react-query';
import { api, read, readAll } from '@/shared/api';

// Codes change a few times a year: one reading serves a working day's visit.
const SELDOM = { staleTime: 10 * 60_000 };

/** Every area and topic of expertise in use, by code: an area stands before its topics. */
export const expertiseAll = queryOptions({
  queryKey: ['expertise', 'all'],
  queryFn: ({ signal }) =>
    readAll((after) => read(api.GET('/api/v1/expertise', { params: { query: { archived: false, limit: 200, after } }, signal }))),
  ...SELDOM,
});

/** Every partner country, by name. */
export const countriesAll = queryOptions({
  queryKey: ['countries', 'all'],
  queryFn: ({ signal }) =>
    readAll((after) => read(api.GET('/api/v1/countries', { params: { query: { limit: 200, after } }, signal }))),
  ...SELDOM,
});

/** Every post, by name. */
export const postsAll = queryOptions({
  queryKey: ['posts', 'all'],
  queryFn: ({ signal }) =>
    readAll((after) => read(api.GET('/api/v1/posts', { params: { query: { limit: 200, after } }, signal }))),
  ...SELDOM,
});
