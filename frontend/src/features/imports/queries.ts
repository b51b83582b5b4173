import { queryOptions, type QueryClient } from '@tanstack/react-query';
import { api, ifMatch, read, readVersioned } from '@/shared/api';
import type { components } from '@/shared/api/schema';
import { defineListing, filter, type ListingQuery } from '@/shared/listing';

type Schemas = components['schemas'];
export type Import = Schemas['Import'];
export type ImportRow = Schemas['ImportRow'];
export type ImportedRow = Schemas['ImportedRow'];
export type Template = Schemas['Template'];
export type TemplateRow = Schemas['TemplateRow'];
export type ColumnOfFile = Schemas['ColumnOfFile'];
export type ImportKind = Import['kind'];
type ImportRun = Schemas['ImportRun'];

const JOB_STATES = ['queued', 'running', 'succeeded', 'failed', 'cancelled'] as const;
export const ROW_OUTCOMES = ['error', 'create', 'update', 'unchanged', 'skipped'] as const;

const UNFINISHED: readonly string[] = ['queued', 'running'];
export const isUnderWay = ({ job }: Pick<ImportRow, 'job'>): boolean => job !== null && UNFINISHED.includes(job.status);

export const importListing = defineListing({
  filters: { kind: filter.many(), job_status: filter.many(JOB_STATES), dry_run: filter.flag() },
  sorts: ['created_at', 'updated_at'],
  defaultSort: '-created_at',
});

export const importList = (query: ListingQuery<typeof importListing>) =>
  queryOptions({
    queryKey: ['imports', 'list', query],
    queryFn: ({ signal }) => read(api.GET('/api/v1/imports', { params: { query: { count: 'exact', ...query } as never }, signal })),
    // What is under way here is followed on its own page; a list looks again now and then.
    refetchInterval: ({ state }) => (state.data?.items.some(isUnderWay) ? 3000 : false),
  });

/** Earlier imports of a kind, whose columns and forms may hold again. */
export const importsLike = (kind: string) =>
  queryOptions({
    queryKey: ['imports', 'like', kind],
    enabled: kind !== '',
    queryFn: ({ signal }) => read(api.GET('/api/v1/imports', { params: { query: { kind: [kind], job_status: ['succeeded'], limit: 20 } as never }, signal })),
  });

/** Templates for files of a kind: one's own, and those that colleagues share. */
export const importTemplates = (kind: string) =>
  queryOptions({
    queryKey: ['imports', 'templates', kind],
    enabled: kind !== '',
    queryFn: ({ signal }) => read(api.GET('/api/v1/import-templates', { params: { query: { kind: [kind], limit: 200 } as never }, signal })),
  });

export const templateListing = defineListing({
  filters: { kind: filter.many(), shared: filter.flag() },
  sorts: ['name', 'updated_at'],
  defaultSort: 'name',
});

export const templateList = (query: ListingQuery<typeof templateListing>) =>
  queryOptions({
    queryKey: ['imports', 'templates', 'list', query],
    queryFn: ({ signal }) => {
      const { q: _, ...asked } = query;
      return read(api.GET('/api/v1/import-templates', { params: { query: { count: 'exact', ...asked } as never }, signal }));
    },
  });

export const readTemplate = (id: string) => readVersioned(api.GET('/api/v1/import-templates/{template_id}', { params: { path: { template_id: id } } }));

export const templateDetail = (id: string) => queryOptions({ queryKey: ['imports', 'templates', 'detail', id], queryFn: () => readTemplate(id) });

/** Keeps what was said of an import's file, its columns with it, under a name. */
export const createTemplate = ({ kind, mode, source, all_or_nothing, stated }: Import, name: string, shared: boolean, header: { 'Idempotency-Key': string }) => {
  const said = Object.fromEntries(Object.entries(stated).filter(([, value]) => value !== null));
  return api.POST('/api/v1/import-templates', { params: { header } as never, body: { ...said, kind, mode, source, all_or_nothing, name, shared } as never });
};

export const importKinds = queryOptions({
  queryKey: ['imports', 'kinds'],
  staleTime: Infinity,
  queryFn: ({ signal }) => read(api.GET('/api/v1/imports/kinds', { signal })),
});

const at = (id: string) => ({ path: { import_id: id } });

export const importDetail = (id: string) =>
  queryOptions({
    queryKey: ['imports', 'detail', id],
    queryFn: ({ signal }) => readVersioned(api.GET('/api/v1/imports/{import_id}', { params: at(id), signal })),
    // Columns are matched while the first reading is still under way, where no stream is followed.
    refetchInterval: ({ state }) => (state.data && isUnderWay(state.data.data) ? 2000 : false),
  });

export const importColumns = (id: string) =>
  queryOptions({
    queryKey: ['imports', 'detail', id, 'columns'],
    queryFn: ({ signal }) => read(api.GET('/api/v1/imports/{import_id}/columns', { params: at(id), signal })),
  });

export const rowListing = defineListing({
  filters: { outcome: filter.many(ROW_OUTCOMES), remarked: filter.flag() },
  sorts: ['number'],
  defaultSort: 'number',
});

export const rowList = (id: string, { outcome, remarked, sort, after }: ListingQuery<typeof rowListing>) =>
  queryOptions({
    queryKey: ['imports', 'detail', id, 'rows', outcome, remarked, sort, after],
    queryFn: ({ signal }) =>
      read(api.GET('/api/v1/imports/{import_id}/rows', { params: { ...at(id), query: { count: 'exact', outcome, remarked, sort, after } as never }, signal })),
  });

/** The refused rows in the format of the file. */
export const refusedOf = (id: string): string => `/api/v1/imports/${id}/refused`;

export const startImport = (id: string, etag: string, body: Partial<ImportRun>) =>
  api.POST('/api/v1/imports/{import_id}/start', { params: { ...at(id), header: ifMatch(etag) }, body });

export const refreshImports = (client: QueryClient) => client.invalidateQueries({ queryKey: ['imports'] });
