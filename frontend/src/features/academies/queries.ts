import { queryOptions } from '@tanstack/react-query';
import { api, read, readAll, readPage, readVersioned } from '@/shared/api';
import type { components } from '@/shared/api/schema';
import { defineListing, type ListingQuery } from '@/shared/listing';

export type AcademyRow = components['schemas']['AcademyRow'];
export type Academy = components['schemas']['Academy'];
export type Offering = components['schemas']['Offering'];
export type OfferingRow = components['schemas']['OfferingRow'];

export const academyListing = defineListing({ filters: {}, sorts: ['name', 'established', 'city'], defaultSort: 'name' });

export const academyList = (query: Omit<ListingQuery<typeof academyListing>, 'q'>) =>
  queryOptions({
    queryKey: ['academies', 'list', query],
    queryFn: ({ signal }) => readPage(api.GET('/api/v1/academies', { params: { query: { count: 'exact', ...query } }, signal })),
  });

export const readAcademy = (id: string) => readVersioned(api.GET('/api/v1/academies/{academy_id}', { params: { path: { academy_id: id } } }));

export const academyDetail = (id: string) => queryOptions({ queryKey: ['academies', 'detail', id], queryFn: () => readAcademy(id) });

export const readOffering = (academyId: string, id: string) =>
  readVersioned(api.GET('/api/v1/academies/{academy_id}/offerings/{offering_id}', { params: { path: { academy_id: academyId, offering_id: id } } }));

export const offeringDetail = (academyId: string, id: string) =>
  queryOptions({ queryKey: ['academies', 'detail', academyId, 'offering', id], queryFn: () => readOffering(academyId, id) });

/** Who teaches. A list does not say what may be done with a row, so each is read as a record. */
export const instructorsOf = (academyId: string, offeringId: string) =>
  queryOptions({
    queryKey: ['academies', 'detail', academyId, 'offering', offeringId, 'instructors'],
    queryFn: async ({ signal }) => {
      const path = { academy_id: academyId, offering_id: offeringId };
      const rows = await readAll((after) =>
        read(api.GET('/api/v1/academies/{academy_id}/offerings/{offering_id}/instructors', { params: { path, query: { limit: 200, after } }, signal })),
      );
      return Promise.all(
        rows.map(({ id }) =>
          readVersioned(
            api.GET('/api/v1/academies/{academy_id}/offerings/{offering_id}/instructors/{instructor_id}', {
              params: { path: { ...path, instructor_id: id } },
              signal,
            }),
          ),
        ),
      );
    },
  });

export const offeringListing = defineListing({ filters: {}, sorts: ['starts_on', 'title'], defaultSort: '-starts_on' });

export const academyOfferings = (id: string, query: Omit<ListingQuery<typeof offeringListing>, 'q'>) =>
  queryOptions({
    queryKey: ['academies', 'detail', id, 'offerings', query],
    queryFn: ({ signal }) =>
      read(
        api.GET('/api/v1/academies/{academy_id}/offerings', {
          params: { path: { academy_id: id }, query: { count: 'exact', ...query } },
          signal,
        }),
      ),
  });
