import createClient, { type Client } from 'openapi-fetch';
import { patiently } from './retries.ts';
import type { paths } from './schema.d.ts';

/** Of what is read as JSON: lists of chosen fields and files come in other types. */
export type Media = `application/${'json' | 'problem+json'}`;
export type Api = Client<paths, Media>;

export interface Options {
  /** Seconds for which a call is tried again while the server is busy or away; 120 if left out. */
  patience?: number;
  headers?: Record<string, string>;
  fetch?: (request: Request) => Promise<Response>;
}

/** A server, called as the owner of a token. Every failure is thrown, as `ProblemError` where the server says why. */
export function connect(baseUrl: string, token?: string, options: Options = {}): Api {
  const send = options.fetch ?? ((request: Request) => globalThis.fetch(request));
  return createClient<paths, Media>({
    baseUrl: baseUrl.replace(/\/+$/, ''),
    headers: { Accept: 'application/json', ...(token && { Authorization: `Bearer ${token}` }), ...options.headers },
    fetch: patiently(send, options.patience ?? 120),
  });
}

export interface Answer<T> {
  data?: T;
  response: Response;
}

/** The body of a call: `await read(api.GET('/api/v1/me'))`. */
export async function read<T>(call: Promise<Answer<T>>): Promise<T> {
  return (await call).data as T;
}

/** The body, and the header that a change of it needs: `params: { path, header: agency.ifMatch }`. */
export async function readVersioned<T>(call: Promise<Answer<T>>): Promise<{ data: T; ifMatch: { 'if-match': string } }> {
  const { data, response } = await call;
  return { data: data as T, ifMatch: { 'if-match': response.headers.get('ETag') ?? '' } };
}

interface Page<Row> {
  items: Row[];
  next: string | null;
  missing?: string[] | null;
}

/**
 * Every row of a list, page after page. `page` asks for one of them:
 * `rows((after) => api.GET('/api/v1/agencies', { params: { query: { state: ['VA'], limit: 200, after } } }))`
 */
export async function* rows<Row>(page: (after?: string) => Promise<Answer<Page<Row>>>): AsyncGenerator<Row, void> {
  let after: string | undefined;
  do {
    const { items, next } = await read(page(after));
    yield* items;
    after = next ?? undefined;
  } while (after !== undefined);
}

const MOST_IDS = 200;

/** Any number of records of a list, 200 in a call; `missing` are those that are not there or not yours. */
export async function byIds<Row extends { id: string }>(
  ids: Iterable<string>,
  page: (ids: string[]) => Promise<Answer<Page<Row>>>,
): Promise<{ found: Map<string, Row>; missing: string[] }> {
  const wanted = [...new Set(ids)];
  const found = new Map<string, Row>();
  const missing: string[] = [];
  for (let start = 0; start < wanted.length; start += MOST_IDS) {
    const answer = await read(page(wanted.slice(start, start + MOST_IDS)));
    for (const row of answer.items) found.set(row.id, row);
    missing.push(...(answer.missing ?? []));
  }
  return { found, missing };
}
