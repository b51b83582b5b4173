import { queryOptions } from '@tanstack/react-query';
import { api, read } from '@/shared/api';
import type { components } from '@/shared/api/schema';

export type Results = components['schemas']['Results'];
export type ResultGroup = components['schemas']['ResultGroup'];
export type ResultsBy = Results['by'];

/** Results of a fiscal year, the present one when left out. */
export const results = (fiscal_year: number | undefined, by: ResultsBy) =>
  queryOptions({
    queryKey: ['reports', 'results', fiscal_year ?? 'present', by],
    queryFn: ({ signal }) => read(api.GET('/api/v1/reports/results', { params: { query: { fiscal_year, by } }, signal })),
  });
