import { queryOptions, type QueryClient } from '@tanstack/react-query';
import { api, read, readAll, readPage, readVersioned } from '@/shared/api';
import type { components } from '@/shared/api/schema';
import { defineListing, filter, type ListingQuery } from '@/shared/listing';

type Schemas = components['schemas'];
export type ServiceClient = Schemas['ServiceClient'];
export type ServiceClientRow = Schemas['ServiceClientRow'];

export const clientListing = defineListing({
  filters: { status: filter.many(['active', 'disabled']) },
  sorts: ['name', 'created_at', 'updated_at'],
  defaultSort: 'name',
});

export const clientList = (query: ListingQuery<typeof clientListing>) =>
  queryOptions({
    queryKey: ['service-clients', 'list', query],
    queryFn: ({ signal }) => readPage(api.GET('/api/v1/service-clients', { params: { query: { count: 'exact', ...query } }, signal })),
  });

export const readClient = (id: string) =>
  readVersioned(api.GET('/api/v1/service-clients/{client_id}', { params: { path: { client_id: id } } }));

export const clientDetail = (id: string) => queryOptions({ queryKey: ['service-clients', 'detail', id], queryFn: () => readClient(id) });

export const clientTokens = (id: string) =>
  queryOptions({
    queryKey: ['service-clients', 'tokens', id],
    queryFn: ({ signal }) =>
      readAll((after) =>
        read(api.GET('/api/v1/service-clients/{client_id}/tokens', { params: { path: { client_id: id }, query: { limit: 200, after } }, signal })),
      ),
  });

/** What it asked most in the last days, by operation and outcome. */
export const clientUsage = (id: string) =>
  queryOptions({
    queryKey: ['service-clients', 'usage', id],
    queryFn: async ({ signal }) =>
      (
        await read(
          api.GET('/api/v1/service-clients/{client_id}/usage', {
            params: { path: { client_id: id }, query: { limit: 50, sort: '-day,-requests' } },
            signal,
          }),
        )
      ).items,
  });

export const refreshClients = (queryClient: QueryClient) => queryClient.invalidateQueries({ queryKey: ['service-clients'] });

/** What a service client may be let do; the server says so too when something else is asked. */
export const SCOPES = [
  'read',
  'write',
  'agencies:read',
  'agencies:create',
  'agencies:update',
  'officers:read',
  'mous:read',
  'instruments:read',
  'obligations:read',
  'requests:read',
  'requests:create',
  'activities:read',
  'readiness:read',
  'readiness:update',
  'vetting:read',
  'vetting:decide',
  'claims:read',
  'claims:confirm_payment',
  'payment_runs:read',
  'rates:read',
  'rates:add',
  'reference:read',
  'reports:read',
  'reports:spending',
  'imports:run',
  'users:provision',
];
