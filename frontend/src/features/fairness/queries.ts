import { queryOptions } from '@tanstack/react-query';
import { api, read } from '@/shared/api';
import type { components } from '@/shared/api/schema';

export type Fairness = components['schemas']['Fairness'];
export type Band = components['schemas']['FairnessBand'];

/** One quarter of a fiscal year; the present one when both are left out. `band` is in points, 0 for equal scores only. */
export const fairness = (fiscal_year: number | undefined, quarter: number | undefined, band: number) =>
  queryOptions({
    queryKey: ['reports', 'fairness', fiscal_year ?? 'present', quarter ?? 'present', band],
    queryFn: ({ signal }) => read(api.GET('/api/v1/reports/fairness', { params: { query: { fiscal_year, quarter, band } }, signal })),
  });
