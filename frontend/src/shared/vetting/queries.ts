import { queryOptions, type QueryClient } from '@tanstack/react-query';
import { api, ifMatch, read, readAll, readVersioned } from '@/shared/api';
import type { components } from '@/shared/api/schema';

type Schemas = components['schemas'];
export type QueueRow = Schemas['VettingQueueRow'];
export type VettingCase = Schemas['VettingCase'];
export type NextStep = NonNullable<QueueRow['next_step']>;

export const readCase = (id: string) => readVersioned(api.GET('/api/v1/vetting-cases/{case_id}', { params: { path: { case_id: id } } }));

/** Everybody on the list of one activity, with what vetting still needs. */
export const vettingOf = (activityId: string) =>
  queryOptions({
    queryKey: ['vetting', 'activity', activityId],
    queryFn: ({ signal }) =>
      readAll((after) =>
        read(api.GET('/api/v1/vetting-queue', { params: { query: { activity_id: [activityId], sort: ['name'], limit: 200, after } as never }, signal })),
      ),
  });

export const noticesOwed = () =>
  queryOptions({
    queryKey: ['vetting', 'notices'],
    queryFn: ({ signal }) => read(api.GET('/api/v1/vetting-cases', { params: { query: { notice_due: true, limit: 50 } }, signal })),
  });

/** A step of a case, with the version that is stored now. */
export async function caseAction(id: string, step: 'submit' | 're-review' | 'new-information'): Promise<unknown> {
  const { etag } = await readCase(id);
  const params = { path: { case_id: id }, header: ifMatch(etag) };
  if (step === 'submit') return api.POST('/api/v1/vetting-cases/{case_id}/submit', { params });
  if (step === 're-review') return api.POST('/api/v1/vetting-cases/{case_id}/re-review', { params });
  return api.POST('/api/v1/vetting-cases/{case_id}/new-information', { params });
}

/** After any change: lists, gates and what waits change with it. */
export async function refreshVetting(queryClient: QueryClient): Promise<void> {
  void queryClient.invalidateQueries({ queryKey: ['reports'] });
  void queryClient.invalidateQueries({ queryKey: ['activities'] });
  await queryClient.invalidateQueries({ queryKey: ['vetting'] });
}
