import { queryOptions, type QueryClient } from '@tanstack/react-query';
import { api, ProblemError, read, readAll, readPage, readVersioned } from '@/shared/api';
import type { components } from '@/shared/api/schema';
import { MODALITIES } from '@/shared/labels';
import { defineListing, filter, type ListingQuery } from '@/shared/listing';

type Schemas = components['schemas'];
export type Activity = Schemas['Activity'];
export type ActivityRow = Schemas['ActivityRow'];
export type Assignment = Schemas['Assignment'];
export type Readiness = Schemas['Readiness'];
export type ReadinessRow = Schemas['ReadinessRow'];
export type ReadinessRequirement = Schemas['ReadinessRequirement'];
export type ChecklistItem = Schemas['ChecklistItem'];
export type Gates = Schemas['Gates'];
export type ListedPerson = Schemas['Participant'];
export type ItineraryItem = Schemas['ItineraryItem'];
export type Evaluation = Schemas['Evaluation'];
export type AfterAction = Schemas['AfterAction'];

export const activityListing = defineListing({
  filters: {
    status: filter.many(['planning', 'readying', 'authorized', 'active', 'suspended', 'completed', 'closed', 'cancelled']),
    modality: filter.many(MODALITIES.map(({ value }) => value)),
    country: filter.many(),
    agency_id: filter.many(),
    mine: filter.one(['true']),
    'starts_on.gte': filter.date(),
    'starts_on.lte': filter.date(),
  },
  sorts: ['starts_on', 'ends_on', 'title', 'reference', 'status', 'updated_at'],
  defaultSort: '-starts_on',
});

export const activityList = ({ mine, ...query }: ListingQuery<typeof activityListing>) =>
  queryOptions({
    queryKey: ['activities', 'list', query, mine],
    queryFn: ({ signal }) =>
      readPage(
        api.GET('/api/v1/activities', {
          params: { query: { count: 'exact', ...query, mine: mine === undefined ? undefined : true } as never },
          signal,
        }),
      ),
  });

const at = (id: string) => ({ path: { activity_id: id } });

export const readActivity = (id: string) => readVersioned(api.GET('/api/v1/activities/{activity_id}', { params: at(id) }));

export const activityDetail = (id: string) => queryOptions({ queryKey: ['activities', 'detail', id], queryFn: () => readActivity(id) });

/** What stands between the activity and its go-ahead. */
export const gatesOf = (id: string) =>
  queryOptions({
    queryKey: ['activities', 'detail', id, 'gates'],
    queryFn: ({ signal }) => read(api.GET('/api/v1/activities/{activity_id}/gates', { params: at(id), signal })),
  });

/** What cancelling would bring about, as it stands now. Not under the activity: once it is cancelled there is nothing to ask. */
export const cancellationOf = (id: string) =>
  queryOptions({
    queryKey: ['cancellation', id],
    queryFn: ({ signal }) => read(api.GET('/api/v1/activities/{activity_id}/cancellation', { params: at(id), signal })),
    gcTime: 0,
  });

/** Everything one officer must hold, and what is missing. */
export const readinessOf = (id: string, assignmentId: string) =>
  queryOptions({
    queryKey: ['activities', 'detail', id, 'readiness', assignmentId],
    queryFn: ({ signal }) =>
      read(
        api.GET('/api/v1/activities/{activity_id}/assignments/{assignment_id}/readiness', {
          params: { path: { activity_id: id, assignment_id: assignmentId } },
          signal,
        }),
      ),
  });

/** All officers against everything asked for. */
export const matrixOf = (id: string) =>
  queryOptions({
    queryKey: ['activities', 'detail', id, 'matrix'],
    queryFn: ({ signal }) => read(api.GET('/api/v1/activities/{activity_id}/readiness', { params: at(id), signal })),
  });

export const readAssignment = (id: string, assignmentId: string) =>
  readVersioned(
    api.GET('/api/v1/activities/{activity_id}/assignments/{assignment_id}', {
      params: { path: { activity_id: id, assignment_id: assignmentId } },
    }),
  );

export const assignmentDetail = (id: string, assignmentId: string) =>
  queryOptions({ queryKey: ['activities', 'detail', id, 'assignment', assignmentId], queryFn: () => readAssignment(id, assignmentId) });

/** The paperwork by due day. A list does not say what may be done with a paper, so each is read as a record. */
export const checklistOf = (id: string) =>
  queryOptions({
    queryKey: ['activities', 'detail', id, 'checklist'],
    queryFn: async ({ signal }) => {
      const rows = await readAll((after) =>
        read(api.GET('/api/v1/activities/{activity_id}/checklist', { params: { ...at(id), query: { limit: 200, after } }, signal })),
      );
      return Promise.all(
        rows.map((row) =>
          readVersioned(
            api.GET('/api/v1/activities/{activity_id}/checklist/{item_id}', { params: { path: { activity_id: id, item_id: row.id } }, signal }),
          ),
        ),
      );
    },
  });

/** The report, or null while there is none. */
export const afterActionOf = (id: string) =>
  queryOptions({
    queryKey: ['activities', 'detail', id, 'after-action'],
    queryFn: async () => {
      try {
        return await readVersioned(api.GET('/api/v1/activities/{activity_id}/after-action', { params: at(id) }));
      } catch (error) {
        if (error instanceof ProblemError && error.status === 404) return null;
        throw error;
      }
    },
  });

const momentOf = ({ held_on, starts_at }: ItineraryItem) => `${held_on} ${starts_at ?? ''}`;

/** The programme in order of day and time. */
export const itineraryOf = (id: string) =>
  queryOptions({
    queryKey: ['activities', 'detail', id, 'itinerary'],
    queryFn: async ({ signal }) => {
      const rows = await readAll((after) =>
        read(api.GET('/api/v1/activities/{activity_id}/itinerary', { params: { ...at(id), query: { limit: 200, after } }, signal })),
      );
      return rows.toSorted((a, b) => momentOf(a).localeCompare(momentOf(b)));
    },
  });

export const readItineraryItem = (id: string, itemId: string) =>
  readVersioned(api.GET('/api/v1/activities/{activity_id}/itinerary/{item_id}', { params: { path: { activity_id: id, item_id: itemId } } }));

/** What participants knew before and after, one row each. */
export const evaluationsOf = (id: string) =>
  queryOptions({
    queryKey: ['activities', 'detail', id, 'evaluations'],
    queryFn: ({ signal }) =>
      readAll((after) => read(api.GET('/api/v1/activities/{activity_id}/evaluations', { params: { ...at(id), query: { limit: 200, after } }, signal }))),
  });

/** Sums of them, each of enough people to tell of nobody. */
export const resultsOf = (id: string) =>
  queryOptions({
    queryKey: ['activities', 'detail', id, 'results'],
    queryFn: ({ signal }) => read(api.GET('/api/v1/activities/{activity_id}/results', { params: at(id), signal })),
  });

export const readEvaluation = (id: string, evaluationId: string) =>
  readVersioned(
    api.GET('/api/v1/activities/{activity_id}/evaluations/{evaluation_id}', { params: { path: { activity_id: id, evaluation_id: evaluationId } } }),
  );

/** Foreign participants on the list, as far as the reader may see them. */
export const participantsOf = (id: string) =>
  queryOptions({
    queryKey: ['activities', 'detail', id, 'participants'],
    queryFn: ({ signal }) =>
      readAll((after) =>
        read(api.GET('/api/v1/activities/{activity_id}/participants', { params: { ...at(id), query: { limit: 200, after } }, signal })),
      ),
  });

/** After any change of an activity: the figures and what waits change with it. */
export async function refreshActivities(queryClient: QueryClient): Promise<void> {
  void queryClient.invalidateQueries({ queryKey: ['reports'] });
  await queryClient.invalidateQueries({ queryKey: ['activities'] });
}
