import { queryOptions } from '@tanstack/react-query';
import { api, ifMatch, read, readVersioned } from '@/shared/api';
import type { components } from '@/shared/api/schema';
import { defineListing, filter, type ListingQuery } from '@/shared/listing';

export type EditionRow = components['schemas']['EditionRow'];
export type DifferenceRow = components['schemas']['DifferenceRow'];

export const editionListing = defineListing({
  filters: { status: filter.one(['staged', 'applied', 'discarded']) },
  sorts: ['uploaded_at', 'effective_from'],
  defaultSort: '-uploaded_at',
});

export const editionList = ({ status, ...query }: ListingQuery<typeof editionListing>) =>
  queryOptions({
    queryKey: ['rates', 'editions', 'list', status, query],
    queryFn: ({ signal }) =>
      read(api.GET('/api/v1/rates/editions', { params: { query: { count: 'exact', ...query, status: status ? [status] : undefined } }, signal })),
  });

export const edition = (id: string) =>
  queryOptions({
    queryKey: ['rates', 'editions', 'detail', id],
    queryFn: ({ signal }) => readVersioned(api.GET('/api/v1/rates/editions/{edition_id}', { params: { path: { edition_id: id } }, signal })),
  });

const DIFFERENCES = ['error', 'changed', 'ended', 'new', 'unchanged'] as const;

export const differenceListing = defineListing({
  filters: { difference: filter.many(DIFFERENCES), warned: filter.flag(), edition: filter.one() },
  sorts: ['weight', 'subject'],
  defaultSort: '-weight',
});

export const differenceList = (id: string, { difference, warned, q, sort, after }: ListingQuery<typeof differenceListing>) =>
  queryOptions({
    queryKey: ['rates', 'editions', 'differences', id, difference, warned, q, sort, after],
    queryFn: ({ signal }) =>
      read(
        api.GET('/api/v1/rates/editions/{edition_id}/differences', {
          params: { path: { edition_id: id }, query: { count: 'exact', difference, warned, q, sort, after } },
          signal,
        }),
      ),
  });

export const moveEdition = (id: string, event: 'apply' | 'discard', etag: string) => {
  const params = { path: { edition_id: id }, header: ifMatch(etag) };
  return event === 'apply'
    ? api.POST('/api/v1/rates/editions/{edition_id}/apply', { params })
    : api.POST('/api/v1/rates/editions/{edition_id}/discard', { params });
};

export async function handIn(file: File, effectiveFrom: string, coverage: EditionRow['coverage'], source: string): Promise<string> {
  const form = new FormData();
  form.set('file', file);
  form.set('effective_from', effectiveFrom);
  form.set('coverage', coverage);
  if (source) form.set('source', source);
  const answer = await read(
    api.POST('/api/v1/rates/editions', { body: form as unknown as components['schemas']['EditionUpload'], bodySerializer: (body) => body as unknown as FormData }),
  );
  return answer.id;
}
