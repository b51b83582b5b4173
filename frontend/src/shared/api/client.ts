import createClient, { type Middleware } from 'openapi-fetch';
import { csrfToken, setCsrfToken } from './csrf';
import { ProblemError } from './problem';
import type { paths } from './schema';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);
// Signing in is what makes a session, so there is no token to send yet; public pages have no session.
const PUBLIC = new Set(['/api/v1/session', '/api/v1/answer-link', '/api/v1/enquiries']);
const withoutToken = (request: Request) =>
  SAFE.has(request.method) || (request.method === 'POST' && PUBLIC.has(new URL(request.url).pathname));

export const newIdempotencyKey = (): string => crypto.randomUUID();

const conventions: Middleware = {
  async onRequest({ request }) {
    request.headers.set('Accept', 'application/json');
    if (!withoutToken(request)) {
      const token = await csrfToken();
      if (token !== undefined) request.headers.set('X-CSRF-Token', token);
    }
    if (request.method === 'POST' && !request.headers.has('Idempotency-Key')) {
      request.headers.set('Idempotency-Key', newIdempotencyKey());
    }
    return request;
  },
  async onResponse({ response }) {
    if (response.ok || response.status === 304) return undefined;
    // A token belongs to one session: after a failure take the next one fresh.
    if (response.status === 401 || response.status === 403) setCsrfToken(undefined);
    throw await ProblemError.from(response);
  },
  onError({ error }) {
    if (error instanceof ProblemError) return error;
    if (error instanceof DOMException && error.name === 'AbortError') return undefined;
    return new ProblemError(0, { title: 'No connection', detail: error instanceof Error ? error.message : undefined });
  },
};

/**
 * The typed client. `fetch` is looked up at each call (openapi-fetch would capture it at creation, out of reach of
 * mocks). Every failure is a `ProblemError`, so `data` of a returned call is always there.
 */
export const api = createClient<paths, Media>({
  baseUrl: globalThis.location?.origin ?? '',
  credentials: 'same-origin',
  fetch: (request) => globalThis.fetch(request),
});
api.use(conventions);

/** Of what is read here: lists of chosen fields come in another type, and are of no use to a screen. */
type Media = `application/${'json' | 'problem+json'}`;

interface Answer<T> {
  data?: T;
  response: Response;
}

/** The body of a call: `await read(api.GET('/api/v1/me'))`. */
export async function read<T>(call: Promise<Answer<T>>): Promise<T> {
  const { data } = await call;
  return data as T;
}

/** Like `read` for a page of a list, which keeps the address that it came from: the whole list is had from there too. */
export async function readPage<T extends object>(call: Promise<Answer<T>>): Promise<T & { address: string }> {
  const { data, response } = await call;
  return { ...(data as T), address: response.url };
}

/** A record and the ETag that a later write has to send back. */
export interface Versioned<T> {
  data: T;
  etag: string;
}

/** Like `read`, keeping the ETag for `ifMatch`. */
export async function readVersioned<T>(call: Promise<Answer<T>>): Promise<Versioned<T>> {
  const { data, response } = await call;
  return { data: data as T, etag: response.headers.get('ETag') ?? '' };
}

/** Header parameters of a PATCH, DELETE or action: `params: { header: ifMatch(etag), … }`. */
export function ifMatch(etag: string): { 'if-match': string } {
  return { 'if-match': etag };
}
