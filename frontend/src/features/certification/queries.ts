import { queryOptions, type QueryClient } from '@tanstack/react-query';
import { api, read, readPage, readVersioned } from '@/shared/api';
import type { components } from '@/shared/api/schema';
import { REGIMES } from '@/shared/labels';
import { defineListing, filter, type ListingQuery } from '@/shared/listing';

type Schemas = components['schemas'];
export type CertifiableRow = Schemas['CertifiableRow'];
export type Certification = Schemas['ClaimCertification'];

export const certifiableListing = defineListing({
  filters: {
    regime: filter.many(REGIMES.map(({ value }) => value)),
    agency_id: filter.many(),
    obligation_id: filter.many(),
    covered: filter.one(['true', 'false']),
    'due_on.gte': filter.date(),
    'due_on.lte': filter.date(),
  },
  sorts: ['due_on', 'act_by', 'approved', 'reference'],
  defaultSort: 'due_on',
});

export const certifiableList = ({ covered, ...query }: ListingQuery<typeof certifiableListing>) =>
  queryOptions({
    queryKey: ['claims', 'to-certify', query, covered],
    queryFn: ({ signal }) => {
      const { q: _, ...asked } = query;
      return readPage(
        api.GET('/api/v1/claims/to-certify', {
          params: { query: { count: 'exact', ...asked, covered: covered === undefined ? undefined : covered === 'true' } as never },
          signal,
        }),
      );
    },
  });

export const certificationOf = (id: string) =>
  queryOptions({
    queryKey: ['claims', 'certification', id],
    queryFn: ({ signal }) => read(api.GET('/api/v1/claims/{claim_id}/certification', { params: { path: { claim_id: id } }, signal })),
  });

/** With the version that certifying names. */
export const claimToCertify = (id: string) =>
  queryOptions({
    queryKey: ['claims', 'record', id],
    queryFn: () => readVersioned(api.GET('/api/v1/claims/{claim_id}', { params: { path: { claim_id: id } } })),
  });

export const clockOf = (id: string) =>
  queryOptions({
    queryKey: ['claims', 'clock', id],
    queryFn: ({ signal }) => read(api.GET('/api/v1/claims/{claim_id}/payment-clock', { params: { path: { claim_id: id } }, signal })),
  });

/** Certified claims take from what is left for the others. */
export async function refreshCertification(queryClient: QueryClient): Promise<void> {
  for (const key of ['reports', 'obligations', 'activities']) void queryClient.invalidateQueries({ queryKey: [key] });
  await queryClient.invalidateQueries({ queryKey: ['claims'] });
}
