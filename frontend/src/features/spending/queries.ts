import { queryOptions } from '@tanstack/react-query';
import { api, readPage } from '@/shared/api';
import type { components } from '@/shared/api/schema';
import { MODALITIES } from '@/shared/labels';
import { defineListing, filter, type ListingQuery } from '@/shared/listing';

export type ReimbursedGroup = components['schemas']['ReimbursedGroup'];
export type ActivitySpending = components['schemas']['ActivitySpending'];
export type PaymentTimesGroup = components['schemas']['PaymentTimesGroup'];
export type PaymentTimesBy = components['schemas']['PaymentTimesBy'];
export type AgeingBy = components['schemas']['AgeingBy'];
export type ClaimsOfAge = components['schemas']['ClaimsOfAge'];
export type ClaimsOfAgeGroup = components['schemas']['ClaimsOfAgeGroup'];

export const CUTS = [
  { value: 'country', label: 'Country' },
  { value: 'agency', label: 'Agency' },
  { value: 'category', label: 'Category' },
  { value: 'modality', label: 'Work' },
  { value: 'fiscal_year', label: 'Year' },
] as const;
export type Cut = (typeof CUTS)[number]['value'];

export const reimbursed = (cut: Cut, year: number | undefined) =>
  queryOptions({
    queryKey: ['reports', 'reimbursed', cut, year],
    queryFn: ({ signal }) =>
      readPage(
        api.GET('/api/v1/reports/reimbursed', {
          params: { query: { group_by: cut, fiscal_year: year === undefined ? undefined : [year] } },
          signal,
        }),
      ),
  });

export const paymentTimes = (by: PaymentTimesBy, fiscal_year: number | undefined) =>
  queryOptions({
    queryKey: ['reports', 'payment-times', by, fiscal_year],
    queryFn: ({ signal }) => readPage(api.GET('/api/v1/reports/payment-times', { params: { query: { by, fiscal_year } }, signal })),
  });

export const claimsByAge = (by: AgeingBy) =>
  queryOptions({
    queryKey: ['reports', 'ageing', by],
    queryFn: ({ signal }) => readPage(api.GET('/api/v1/reports/ageing', { params: { query: { by } }, signal })),
  });

export const spendingListing = defineListing({
  filters: {
    modality: filter.many(MODALITIES.map(({ value }) => value)),
    agency_id: filter.many(),
    over_estimate: filter.one(['true']),
  },
  sorts: ['starts_on', 'reference', 'estimate'],
  defaultSort: '-starts_on',
  views: ['estimates'],
});

export const spendingList = ({ over_estimate: over, ...query }: ListingQuery<typeof spendingListing>) =>
  queryOptions({
    queryKey: ['reports', 'spending', query, over],
    queryFn: ({ signal }) =>
      readPage(
        api.GET('/api/v1/reports/spending', {
          params: { query: { count: 'exact', with_claims: true, ...query, over_estimate: over === 'true' ? true : undefined } as never },
          signal,
        }),
      ),
  });
