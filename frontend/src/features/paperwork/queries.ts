import { queryOptions } from '@tanstack/react-query';
import { api, ifMatch, readPage, readVersioned } from '@/shared/api';
import type { components } from '@/shared/api/schema';
import { defineListing, filter, type ListingQuery } from '@/shared/listing';

export type Paper = components['schemas']['PaperworkTemplateRow'];

export const paperListing = defineListing({
  filters: { modality: filter.many(), gate: filter.one(['true', 'false']), on: filter.date() },
  sorts: ['modality', 'days_before', 'title', 'effective_from'],
  defaultSort: '-days_before',
});

/** With `on`, the papers asked for on that day; without, every row there is and was. */
export const paperList = ({ gate, ...query }: ListingQuery<typeof paperListing>) =>
  queryOptions({
    queryKey: ['paperwork', 'list', query, gate],
    queryFn: ({ signal }) =>
      readPage(
        api.GET('/api/v1/paperwork-templates', {
          params: { query: { count: 'exact', ...query, gate: gate === undefined ? undefined : gate === 'true' } as never },
          signal,
        }),
      ),
  });

/** Removes a row that has not begun to count. */
export async function removePaper(id: string): Promise<void> {
  const path = { template_id: id };
  const { etag } = await readVersioned(api.GET('/api/v1/paperwork-templates/{template_id}', { params: { path } }));
  await api.DELETE('/api/v1/paperwork-templates/{template_id}', { params: { path, header: ifMatch(etag) } });
}
