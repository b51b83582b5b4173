import { queryOptions } from '@tanstack/react-query';
import { api, read, readVersioned } from '@/shared/api';
import type { components } from '@/shared/api/schema';

export type ExpertiseRow = components['schemas']['ExpertiseRow'];

/** How many agencies hold each code. */
export const agencyCounts = queryOptions({
  queryKey: ['expertise', 'agency-counts'],
  queryFn: async ({ signal }) => {
    const { items } = await read(api.GET('/api/v1/expertise/agency-counts', { signal }));
    return new Map(items.map(({ code, agencies }) => [code, agencies]));
  },
});

export const readExpertise = (id: string) =>
  readVersioned(api.GET('/api/v1/expertise/{expertise_id}', { params: { path: { expertise_id: id } } }));

export interface Area {
  area: ExpertiseRow;
  topics: ExpertiseRow[];
}

/** Areas with their topics, in the order of their codes. With words, only what has them: an area that has them keeps all its topics. */
export function treeOf(rows: readonly ExpertiseRow[], text: string, onlyGaps: boolean, counts: ReadonlyMap<string, number>): Area[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const matches = ({ code, name, definition }: ExpertiseRow) => {
    const where = `${code} ${name} ${definition}`.toLowerCase();
    return words.every((word) => where.includes(word));
  };
  const isGap = ({ code }: ExpertiseRow) => !onlyGaps || (counts.get(code) ?? 0) === 0;
  return rows
    .filter(({ parent }) => parent === null)
    .flatMap((area) => {
      const wanted = matches(area) ? () => true : matches;
      const topics = rows.filter((row) => row.parent?.id === area.id && wanted(row) && isGap(row));
      const own = matches(area) && isGap(area);
      return topics.length > 0 || own ? [{ area, topics }] : [];
    });
}
