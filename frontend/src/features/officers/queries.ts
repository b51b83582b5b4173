import { queryOptions } from '@tanstack/react-query';
import { api, read, readAll, readPage, readVersioned } from '@/shared/api';
import type { components } from '@/shared/api/schema';
import { humanize } from '@/shared/format';
import { defineListing, filter, type ListingQuery } from '@/shared/listing';

export type OfficerRow = components['schemas']['OfficerRow'];
export type Officer = components['schemas']['Officer'];
export type CredentialRow = components['schemas']['CredentialRow'];
export type CredentialType = CredentialRow['type'];

export const CREDENTIALS: readonly { value: CredentialType; label: string }[] = [
  { value: 'predeployment_training', label: 'Pre-deployment training' },
  { value: 'fact', label: 'FACT course' },
  { value: 'ctat', label: 'Counter-threat awareness (CTAT)' },
  { value: 'medical_clearance', label: 'Medical clearance' },
  { value: 'country_clearance', label: 'Country clearance' },
  { value: 'passport', label: 'Passport' },
  { value: 'visa', label: 'Visa' },
  { value: 'spot', label: 'SPOT registration' },
  { value: 'trainer_certification', label: 'Trainer certification' },
];
export const credentialName = (type: string): string => CREDENTIALS.find(({ value }) => value === type)?.label ?? humanize(type);

export const officerListing = defineListing({
  filters: { agency_id: filter.many(), language: filter.many(), archived: filter.flag() },
  sorts: ['name', 'updated_at'],
  defaultSort: 'name',
});

export const officerList = (query: ListingQuery<typeof officerListing>) =>
  queryOptions({
    queryKey: ['officers', 'list', query],
    queryFn: ({ signal }) =>
      readPage(api.GET('/api/v1/officers', { params: { query: { archived: false, count: 'exact', ...query } }, signal })),
  });

export const readOfficer = (id: string) =>
  readVersioned(api.GET('/api/v1/officers/{officer_id}', { params: { path: { officer_id: id } } }));

export const officerDetail = (id: string) =>
  queryOptions({ queryKey: ['officers', 'detail', id], queryFn: () => readOfficer(id) });

export const officerCredentials = (id: string) =>
  queryOptions({
    queryKey: ['officers', 'detail', id, 'credentials'],
    queryFn: ({ signal }) =>
      readAll((after) =>
        read(
          api.GET('/api/v1/officers/{officer_id}/credentials', {
            params: { path: { officer_id: id }, query: { limit: 200, after } },
            signal,
          }),
        ),
      ),
  });

export const transcriptOf = (id: string) =>
  queryOptions({
    queryKey: ['officers', 'detail', id, 'transcript'],
    queryFn: ({ signal }) => read(api.GET('/api/v1/officers/{officer_id}/transcript', { params: { path: { officer_id: id } }, signal })),
  });

export const readCredential = (officerId: string, id: string) =>
  readVersioned(
    api.GET('/api/v1/officers/{officer_id}/credentials/{credential_id}', {
      params: { path: { officer_id: officerId, credential_id: id } },
    }),
  );
