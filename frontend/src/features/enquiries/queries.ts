import { queryOptions, type QueryClient } from '@tanstack/react-query';
import { api, read, readPage, readVersioned } from '@/shared/api';
import type { components } from '@/shared/api/schema';
import { defineListing, filter, type ListingQuery } from '@/shared/listing';

type Schemas = components['schemas'];
export type Enquiry = Schemas['Enquiry'];
export type EnquiryRow = Schemas['EnquiryRow'];
export type Candidate = Schemas['AgencyCandidate'];

export const enquiryListing = defineListing({
  filters: { status: filter.many(['new', 'in_triage', 'answered', 'converted', 'dismissed']) },
  sorts: ['received_at', 'agency_name', 'status'],
  defaultSort: '-received_at',
});

export const enquiryList = (query: ListingQuery<typeof enquiryListing>) =>
  queryOptions({
    queryKey: ['enquiries', 'list', query],
    queryFn: ({ signal }) => readPage(api.GET('/api/v1/enquiries', { params: { query: { count: 'exact', ...query } }, signal })),
  });

export const enquiryDetail = (id: string) =>
  queryOptions({
    queryKey: ['enquiries', 'detail', id],
    queryFn: () => readVersioned(api.GET('/api/v1/enquiries/{enquiry_id}', { params: { path: { enquiry_id: id } } })),
  });

/** Agencies that an enquiry may have come from, the surest first. */
export const enquiryAgencies = (id: string) =>
  queryOptions({
    queryKey: ['enquiries', 'agencies', id],
    queryFn: async ({ signal }) =>
      (await read(api.GET('/api/v1/enquiries/{enquiry_id}/agencies', { params: { path: { enquiry_id: id } }, signal }))).items,
  });

/** After a step of triage: the queue, the record, and the agency that it may have made. */
export async function refreshEnquiries(queryClient: QueryClient): Promise<void> {
  void queryClient.invalidateQueries({ queryKey: ['agencies'] });
  await queryClient.invalidateQueries({ queryKey: ['enquiries'] });
}
