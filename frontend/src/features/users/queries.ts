import { queryOptions } from '@tanstack/react-query';
import { roleName } from '@/shared/access';
import { api, readPage, readVersioned } from '@/shared/api';
import type { components } from '@/shared/api/schema';
import { defineListing, filter, type ListingQuery } from '@/shared/listing';

export type User = components['schemas']['User'];
export type Role = components['schemas']['Role'];

export const ROLES: readonly { value: Role; label: string; hint: string }[] = (
  [
    ['administrator', 'Runs the deployment: people, roles, audit'],
    ['program_officer', 'Runs the programme: agencies, requests, activities'],
    ['finance_reviewer', 'Reviews claims against the obligation'],
    ['certifying_officer', 'Certifies claims for payment'],
    ['agency_coordinator', 'Speaks for one agency'],
    ['officer', 'Works abroad or teaches for one agency'],
    ['post', 'An embassy’s INL section'],
    ['auditor', 'Reads everything, changes nothing'],
    ['service_client', 'Another system'],
  ] as const
).map(([value, hint]) => ({ value, label: roleName(value), hint }));

export const userListing = defineListing({
  filters: {
    role: filter.many(ROLES.map(({ value }) => value)),
    status: filter.many(['active', 'disabled']),
    kind: filter.many(['person', 'service']),
  },
  sorts: ['name', 'email', 'created_at'],
  defaultSort: 'name',
});

export const userList = (query: ListingQuery<typeof userListing>) =>
  queryOptions({
    queryKey: ['users', 'list', query],
    queryFn: ({ signal }) => readPage(api.GET('/api/v1/users', { params: { query: { count: 'exact', ...query } }, signal })),
  });

export const readUser = (id: string) => readVersioned(api.GET('/api/v1/users/{user_id}', { params: { path: { user_id: id } } }));
