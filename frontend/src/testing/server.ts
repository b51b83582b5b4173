import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { me } from './factories';

/** Answers that every test may rely on; a test adds its own with `server.use(…)`. Anything else fails the test. */
export const server = setupServer(
  http.get('/api/v1/session', () => HttpResponse.json({ csrf_token: 'test-token' })),
  http.get('/api/v1/site', () => HttpResponse.json({ name: 'Police Partnerships', official: false })),
  http.get('/api/v1/me', () => HttpResponse.json(me())),
);

/** A problem document as the API sends it. */
export function problem(status: number, body: Record<string, unknown> = {}, headers: Record<string, string> = {}) {
  return HttpResponse.json(
    { type: 'about:blank', title: 'Problem', status, code: `test_${status}`, ...body },
    { status, headers: { 'Content-Type': 'application/problem+json', 'X-Request-Id': 'req-test-1', ...headers } },
  );
}
