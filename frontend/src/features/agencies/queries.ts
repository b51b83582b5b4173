import { queryOptions, type QueryClient } from '@tanstack/react-query';
import { api, read, readAll, readPage, readVersioned } from '@/shared/api';
import type { components } from '@/shared/api/schema';
import { AGENCY_KINDS } from '@/shared/labels/agencies';
import { defineListing, filter, type ListingQuery } from '@/shared/listing';

export type Agency = components['schemas']['Agency'];
export type AgencyRow = components['schemas']['AgencyRow'];
export type Contact = components['schemas']['Contact'];
export type AgencyExpertise = components['schemas']['AgencyExpertise'];
export type Interests = components['schemas']['Interests'];
export type Package = components['schemas']['PackageRow'];
export type Blackout = components['schemas']['BlackoutRow'];

export const agencyListing = defineListing({
  filters: {
    status: filter.many(['prospect', 'partner', 'former']),
    kind: filter.many(AGENCY_KINDS.map(({ value }) => value)),
    state: filter.many(),
    expertise: filter.many(),
    mou_status: filter.many(),
    'mou_ends_on.gte': filter.date(),
    'mou_ends_on.lte': filter.date(),
    archived: filter.flag(),
  },
  sorts: ['legal_name', 'state', 'kind', 'sworn_officers', 'mou_ends_on', 'updated_at'],
  defaultSort: 'legal_name',
});

/** Archived agencies are left out unless they are what is asked for. */
export const agencyList = (query: ListingQuery<typeof agencyListing>) =>
  queryOptions({
    queryKey: ['agencies', 'list', query],
    queryFn: ({ signal }) =>
      readPage(api.GET('/api/v1/agencies', { params: { query: { archived: false, count: 'exact', ...query } }, signal })),
  });

export const readAgency = (id: string) =>
  readVersioned(api.GET('/api/v1/agencies/{agency_id}', { params: { path: { agency_id: id } } }));

export const agencyDetail = (id: string) =>
  queryOptions({ queryKey: ['agencies', 'detail', id], queryFn: () => readAgency(id) });

export const agencyContacts = (id: string) =>
  queryOptions({
    queryKey: ['agencies', 'detail', id, 'contacts'],
    queryFn: ({ signal }) =>
      readAll((after) =>
        read(
          api.GET('/api/v1/agencies/{agency_id}/contacts', {
            params: { path: { agency_id: id }, query: { limit: 200, after } },
            signal,
          }),
        ),
      ),
  });

export const agencyExpertise = (id: string) =>
  queryOptions({
    queryKey: ['agencies', 'detail', id, 'expertise'],
    queryFn: ({ signal }) =>
      readAll((after) =>
        read(
          api.GET('/api/v1/agencies/{agency_id}/expertise', {
            params: { path: { agency_id: id }, query: { limit: 200, sort: '-level', after } },
            signal,
          }),
        ),
      ),
  });

/** Days that are not over yet on which the agency is not available. */
export const agencyBlackouts = (id: string) =>
  queryOptions({
    queryKey: ['agencies', 'detail', id, 'blackouts'],
    queryFn: ({ signal }) => {
      const today = new Date().toISOString().slice(0, 10);
      return readAll((after) =>
        read(
          api.GET('/api/v1/agencies/{agency_id}/blackouts', {
            params: { path: { agency_id: id }, query: { 'ends_on.gte': today, limit: 200, after } },
            signal,
          }),
        ),
      );
    },
  });

export const readBlackout = (agencyId: string, blackoutId: string) =>
  readVersioned(
    api.GET('/api/v1/agencies/{agency_id}/blackouts/{blackout_id}', {
      params: { path: { agency_id: agencyId, blackout_id: blackoutId } },
    }),
  );

export const agencyPackages = (id: string) =>
  queryOptions({
    queryKey: ['agencies', 'detail', id, 'packages'],
    queryFn: ({ signal }) =>
      readAll((after) =>
        read(
          api.GET('/api/v1/agencies/{agency_id}/capability-packages', {
            params: { path: { agency_id: id }, query: { limit: 200, after } },
            signal,
          }),
        ),
      ),
  });

export const readPackage = (agencyId: string, packageId: string) =>
  readVersioned(
    api.GET('/api/v1/agencies/{agency_id}/capability-packages/{package_id}', {
      params: { path: { agency_id: agencyId, package_id: packageId } },
    }),
  );

export const readInterests = (id: string) =>
  readVersioned(api.GET('/api/v1/agencies/{agency_id}/interests', { params: { path: { agency_id: id } } }));

export const agencyInterests = (id: string) =>
  queryOptions({ queryKey: ['agencies', 'detail', id, 'interests'], queryFn: () => readInterests(id) });

/** After any change of an agency or of what belongs to it: lists and the record are read again. */
export const refreshAgencies = (queryClient: QueryClient) => queryClient.invalidateQueries({ queryKey: ['agencies'] });

/** The row of the list: where the agency's agreement stands. Null when the agency is gone. */
export const agencyStanding = (id: string) =>
  queryOptions({
    queryKey: ['agencies', 'detail', id, 'standing'],
    queryFn: async ({ signal }) => {
      const page = await read(
        api.GET('/api/v1/agencies', { params: { query: { ids: [id], fields: 'id,mou_status,mou_ends_on' } }, signal }),
      );
      return page.items[0] ?? null;
    },
  });

/** One contact with its ETag: lists carry none. */
export const readContact = (agencyId: string, contactId: string) =>
  readVersioned(
    api.GET('/api/v1/agencies/{agency_id}/contacts/{contact_id}', {
      params: { path: { agency_id: agencyId, contact_id: contactId } },
    }),
  );
