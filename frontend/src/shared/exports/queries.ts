import { queryOptions, type QueryClient } from '@tanstack/react-query';
import { api, read } from '@/shared/api';
import type { components } from '@/shared/api/schema';

type Schemas = components['schemas'];
export type ExportableList = Schemas['ExportableList'];
export type ListFilter = Schemas['ListFilter'];

/** The lists that this person may read, and what may be asked of each. */
export const exportableLists = queryOptions({
  queryKey: ['exports', 'lists'],
  staleTime: Infinity,
  queryFn: ({ signal }) => read(api.GET('/api/v1/exports/lists', { signal })),
});

export const createExport = (body: Schemas['ExportCreate'], header: { 'Idempotency-Key': string }) =>
  read(api.POST('/api/v1/exports', { params: { header } as never, body }));

export const refreshExports = (client: QueryClient) => client.invalidateQueries({ queryKey: ['exports', 'list'] });
