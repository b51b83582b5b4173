import { queryOptions, type QueryClient } from '@tanstack/react-query';
import { api, readPage, readVersioned } from '@/shared/api';
import type { components } from '@/shared/api/schema';
import { INSTRUMENT_KINDS, REGIMES } from '@/shared/labels';
import { defineListing, filter, type ListingQuery } from '@/shared/listing';

type Schemas = components['schemas'];
export type Instrument = Schemas['Instrument'];
export type InstrumentRow = Schemas['InstrumentRow'];

export const instrumentListing = defineListing({
  filters: {
    kind: filter.many(INSTRUMENT_KINDS.map(({ value }) => value)),
    regime: filter.many(REGIMES.map(({ value }) => value)),
    agency_id: filter.many(),
    mou_id: filter.many(),
    signed: filter.one(['true', 'false']),
    'performance_ends_on.gte': filter.date(),
    'performance_ends_on.lte': filter.date(),
  },
  sorts: ['number', 'agency', 'ceiling', 'performance_starts_on', 'performance_ends_on', 'signed_at'],
  defaultSort: 'number',
});

export const instrumentList = ({ signed, ...query }: ListingQuery<typeof instrumentListing>) =>
  queryOptions({
    queryKey: ['instruments', 'list', query, signed],
    queryFn: ({ signal }) =>
      readPage(
        api.GET('/api/v1/instruments', {
          params: { query: { count: 'exact', ...query, signed: signed === undefined ? undefined : signed === 'true' } as never },
          signal,
        }),
      ),
  });

export const readInstrument = (id: string) =>
  readVersioned(api.GET('/api/v1/instruments/{instrument_id}', { params: { path: { instrument_id: id } } }));

export const instrumentDetail = (id: string) => queryOptions({ queryKey: ['instruments', 'detail', id], queryFn: () => readInstrument(id) });

/** Obligations name their instrument, activities theirs. */
export async function refreshInstruments(queryClient: QueryClient): Promise<void> {
  void queryClient.invalidateQueries({ queryKey: ['obligations'] });
  void queryClient.invalidateQueries({ queryKey: ['activities'] });
  await queryClient.invalidateQueries({ queryKey: ['instruments'] });
}
