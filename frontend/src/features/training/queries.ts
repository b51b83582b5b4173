import { queryOptions, type QueryClient } from '@tanstack/react-query';
import { api, read, readAll, readPage, readVersioned } from '@/shared/api';
import type { components } from '@/shared/api/schema';
import { defineListing, filter, type ListingQuery } from '@/shared/listing';

type Schemas = components['schemas'];
export type TrainingSession = Schemas['TrainingSession'];
export type TrainingSessionRow = Schemas['TrainingSessionRow'];
export type EnrollmentRow = Schemas['EnrollmentRow'];

export const trainingListing = defineListing({
  filters: { full: filter.one(['true', 'false']), 'starts_on.gte': filter.date(), 'starts_on.lte': filter.date() },
  sorts: ['starts_on', 'name'],
  defaultSort: '-starts_on',
});

export const trainingList = ({ full, ...query }: ListingQuery<typeof trainingListing>) =>
  queryOptions({
    queryKey: ['training', 'list', query, full],
    queryFn: ({ signal }) =>
      readPage(
        api.GET('/api/v1/training-sessions', {
          params: { query: { count: 'exact', ...query, full: full === undefined ? undefined : full === 'true' } as never },
          signal,
        }),
      ),
  });

export const readSession = (id: string) => readVersioned(api.GET('/api/v1/training-sessions/{session_id}', { params: { path: { session_id: id } } }));

export const sessionDetail = (id: string) => queryOptions({ queryKey: ['training', 'detail', id], queryFn: () => readSession(id) });

export const rosterOf = (id: string) =>
  queryOptions({
    queryKey: ['training', 'detail', id, 'roster'],
    queryFn: ({ signal }) =>
      readAll((after) =>
        read(
          api.GET('/api/v1/training-sessions/{session_id}/enrollments', {
            params: { path: { session_id: id }, query: { limit: 200, after } },
            signal,
          }),
        ),
      ),
  });

/** Attendance gives credentials, which readiness reads. */
export async function refreshTraining(queryClient: QueryClient): Promise<void> {
  void queryClient.invalidateQueries({ queryKey: ['officers'] });
  void queryClient.invalidateQueries({ queryKey: ['activities'] });
  await queryClient.invalidateQueries({ queryKey: ['training'] });
}
