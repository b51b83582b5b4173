import { api, ifMatch, readVersioned } from '@/shared/api';

/** Ends a job or takes it up again; it is read first, as its version moves with its progress. */
export async function moveJob(id: string, event: 'cancel' | 'retry'): Promise<void> {
  const path = { job_id: id };
  const { etag } = await readVersioned(api.GET('/api/v1/jobs/{job_id}', { params: { path } }));
  const params = { path, header: ifMatch(etag) };
  await (event === 'cancel' ? api.POST('/api/v1/jobs/{job_id}/cancel', { params }) : api.POST('/api/v1/jobs/{job_id}/retry', { params }));
}
