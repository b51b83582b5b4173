import { queryOptions } from '@tanstack/react-query';
import { api, readPage } from '@/shared/api';
import type { components } from '@/shared/api/schema';
import { DISALLOW_CODES, EXPENSE_CATEGORIES, MODALITIES } from '@/shared/labels';
import { defineListing, filter, type ListingQuery } from '@/shared/listing';

export type ExpenseRow = components['schemas']['ExpenseRow'];

const CLAIM_STATES = [
  'draft',
  'submitted',
  'program_review',
  'finance_review',
  'returned',
  'approved',
  'partial',
  'disallowed',
  'certified',
  'paid',
  'withdrawn',
] as const;

export const expenseListing = defineListing({
  filters: {
    category: filter.many(EXPENSE_CATEGORIES.map(({ value }) => value)),
    claim_status: filter.many(CLAIM_STATES),
    disallow_code: filter.many(DISALLOW_CODES.map(({ value }) => value)),
    modality: filter.many(MODALITIES.map(({ value }) => value)),
    country_id: filter.many(),
    agency_id: filter.many(),
    activity_id: filter.many(),
    paid: filter.one(['true', 'false']),
    'paid_on.gte': filter.date(),
    'paid_on.lte': filter.date(),
    'service_on.gte': filter.date(),
    'service_on.lte': filter.date(),
  },
  sorts: ['service_on', 'claimed', 'category', 'updated_at'],
  defaultSort: '-service_on',
});

/** What a paid flag of the address means to the API. */
const flag = (value: string | undefined) => (value === undefined ? undefined : value === 'true');

export const expenseList = ({ paid, ...query }: ListingQuery<typeof expenseListing>) =>
  queryOptions({
    queryKey: ['expenses', 'list', query, paid],
    queryFn: ({ signal }) =>
      readPage(api.GET('/api/v1/expenses', { params: { query: { count: 'exact', ...query, paid: flag(paid) } as never }, signal })),
  });
