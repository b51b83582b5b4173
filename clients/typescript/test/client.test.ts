/** What the client does beside typing, against the server in PARTNERSHIPS_URL with the token in PARTNERSHIPS_TOKEN. */
import assert from 'node:assert/strict';
import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { crc32 } from 'node:zlib';
import {
  byIds,
  connect,
  exportFile,
  follow,
  importFile,
  NotGenuine,
  position,
  ProblemError,
  read,
  readVersioned,
  refusedFile,
  refusedRows,
  resumeImport,
  rows,
  verify,
} from '../src/index.ts';

const { PARTNERSHIPS_URL = '', PARTNERSHIPS_TOKEN = '' } = process.env;
type Trouble = (response: () => Promise<Response>) => Promise<Response>;
const busy: Trouble = async () => Response.json({ code: 'busy' }, { status: 503, headers: { 'Retry-After': '1' } });
const lost: Trouble = async (answer) => {
  await answer();
  throw new TypeError('The connection broke.');
};

/** The server behind a connection that spoils the next answers as it is told. */
function shaken() {
  const troubles: Trouble[] = [];
  const sent: Request[] = [];
  const send = (request: Request): Promise<Response> => {
    sent.push(request);
    const trouble = troubles.shift();
    return trouble ? trouble(() => fetch(request)) : fetch(request);
  };
  return { api: connect(PARTNERSHIPS_URL, PARTNERSHIPS_TOKEN, { fetch: send }), troubles, sent };
}

const api = connect(PARTNERSHIPS_URL, PARTNERSHIPS_TOKEN);
const names = (count: number): string[] => {
  const mark = randomBytes(4).toString('hex');
  return Array.from({ length: count }, (_, number) => `Force of ${mark} ${String(number).padStart(3, '0')}`);
};
const agency = () => ({ legal_name: names(1)[0] ?? '', kind: 'municipal_pd' as const, state: 'VA' });
const ori = (name: string): string => `VA${String(crc32(name) % 10 ** 7).padStart(7, '0')}`;
const csv = (of: string[], kind = 'municipal_pd'): Blob =>
  new Blob(['ORI,legal_name,kind,state\n', ...of.map((one) => `${ori(one)},${one},${kind},VA\n`)]);
const stated = (more: object = {}) => ({ kind: 'agencies' as const, source: 'registry', ...more });

test('an answer that got lost is asked for again, and nothing is done twice', async () => {
  const line = shaken();
  line.troubles.push(lost, busy, lost);
  const body = agency();
  const made = await read(line.api.POST('/api/v1/agencies', { body }));
  assert.equal(new Set(line.sent.map((request) => request.headers.get('Idempotency-Key'))).size, 1);
  assert.equal(line.sent.length, 4);
  const found = await read(api.GET('/api/v1/agencies', { params: { query: { q: body.legal_name } } }));
  assert.deepEqual(found.items.filter((row) => row.legal_name === body.legal_name).map(({ id }) => id), [made.id]);
});

test('a change is not sent again when it may have arrived', async () => {
  const line = shaken();
  const { data, ifMatch } = await readVersioned(api.POST('/api/v1/agencies', { body: agency() }));
  const params = { path: { agency_id: data.id }, header: ifMatch };
  line.troubles.push(lost);
  await assert.rejects(line.api.PATCH('/api/v1/agencies/{agency_id}', { params, body: { city: 'Fairview' } }), TypeError);
  const stale = api.PATCH('/api/v1/agencies/{agency_id}', { params, body: { city: 'Ashton' } });
  await assert.rejects(stale, (error) => error instanceof ProblemError && error.status === 412 && error.requestId !== null);
});

test('patience has an end', async () => {
  const impatient = connect(PARTNERSHIPS_URL, PARTNERSHIPS_TOKEN, { patience: 0, fetch: (request) => busy(() => fetch(request)) });
  await assert.rejects(impatient.GET('/api/v1/me'), (error) => error instanceof ProblemError && error.status === 503);
});

test('a file becomes records, which are read page by page and by their ids', async () => {
  const wanted = names(5);
  const tried = await importFile(api, csv(wanted), stated({ dry_run: true }));
  assert.deepEqual([tried.created, tried.outcome], [5, 'checked']);
  const progress: number[] = [];
  const done = await importFile(api, csv(wanted), stated(), { onProgress: ({ done: far }) => progress.push(far) });
  assert.deepEqual([done.created, done.refused, progress.at(-1)], [5, 0, 5]);
  const ids: string[] = [];
  const query = { limit: 2, sort: 'legal_name', ori: wanted.map(ori) };
  const list = rows((after) => api.GET('/api/v1/agencies', { params: { query: { ...query, after } } }));
  for await (const row of list) ids.push(row.id);
  assert.equal(ids.length, 5);
  const nobody = randomUUID();
  const batch = await byIds([nobody, ...ids], (some) => api.GET('/api/v1/agencies', { params: { query: { ids: some, limit: 200 } } }));
  assert.deepEqual([[...batch.found.keys()].sort(), batch.missing], [ids.sort(), [nobody]]);
});

test('a large file goes in parts, and on where it broke off', async () => {
  const line = shaken();
  const file = csv(names(40));
  const staged = await read(line.api.POST('/api/v1/imports/staged', { body: stated({ file_name: 'agencies.csv' }) }));
  await line.api.PUT('/api/v1/imports/{import_id}/parts', {
    params: { path: { import_id: staged.id }, query: { position: 0 } },
    headers: { 'Content-Type': 'application/octet-stream' },
    body: file.slice(0, 1000) as never,
    bodySerializer: (bytes: unknown) => bytes as Blob,
  });
  line.troubles.push(busy, lost);
  const resumed = await resumeImport(line.api, staged.id, file, { partBytes: 1000 });
  assert.equal(resumed.created, 40);
  const whole = await importFile(api, file, stated(), { partBytes: 1000 });
  assert.deepEqual([whole.unchanged, whole.received_bytes], [40, file.size]);
});

test('bad rows come back to be mended', async () => {
  const [name = ''] = names(1);
  const done = await importFile(api, csv([name], 'castle'), stated({ file_name: 'bad.csv' }));
  assert.deepEqual([done.created, done.refused], [0, 1]);
  const values: (string | null | undefined)[] = [];
  for await (const row of refusedRows(api, done.id)) values.push(...row.issues.map((issue) => issue.value));
  assert.ok(values.includes('castle'));
  assert.match(await (await refusedFile(api, done.id)).text(), new RegExp(name));
});

test('a list becomes a file', async () => {
  const made = await read(api.POST('/api/v1/agencies', { body: agency() }));
  const query = { ids: [made.id], fields: ['id,legal_name'] };
  const { record, file } = await exportFile(api, { resource: 'agencies', format: 'jsonl', query });
  assert.equal(record.rows, 1);
  assert.deepEqual(JSON.parse(await file.text()), { id: made.id, legal_name: made.legal_name });
});

test('following gives what the list has, and what is gone', async () => {
  let reached = await position(api);
  const made = await read(api.POST('/api/v1/agencies', { body: agency() }));
  const path = { agency_id: made.id };
  const contacts = api.POST('/api/v1/agencies/{agency_id}/contacts', { params: { path }, body: { name: 'Desk' } });
  const { data: contact, ifMatch } = await readVersioned(contacts);
  await api.DELETE('/api/v1/agencies/{agency_id}/contacts/{contact_id}', {
    params: { path: { ...path, contact_id: contact.id }, header: ifMatch },
  });
  const copy = new Map<string, unknown>();
  const gone = new Set<string>();
  const until = Date.now() + 30_000;
  while (!gone.has(`agency_contact/${contact.id}`)) {
    assert.ok(Date.now() < until);
    for await (const changes of follow(api, reached, { every: null })) {
      for (const [name, record] of changes.records) copy.set(name, record);
      for (const name of changes.gone) gone.add(name);
      reached = changes.position;
    }
  }
  const listed = await read(api.GET('/api/v1/agencies', { params: { query: { ids: [made.id] } } }));
  assert.deepEqual(copy.get(`agency/${made.id}`), listed.items[0]);
});

test('signatures are checked', async () => {
  const key = randomBytes(32);
  const secret = `whsec_${key.toString('base64')}`;
  const other = `whsec_${randomBytes(32).toString('base64')}`;
  const body = '{"type": "claims.submitted"}';
  const signed = (age = 0): Record<string, string> => {
    const sentAt = String(Math.floor(Date.now() / 1000) - age);
    const mac = createHmac('sha256', key).update(`m1.${sentAt}.${body}`).digest('base64');
    return { 'webhook-id': 'm1', 'webhook-timestamp': sentAt, 'webhook-signature': `v1,AAAA v1,${mac}` };
  };
  assert.equal((await verify([other, secret], signed(), body)).type, 'claims.submitted');
  await assert.rejects(verify(other, signed(), body), NotGenuine);
  await assert.rejects(verify(secret, signed(), `${body} `), NotGenuine);
  await assert.rejects(verify(secret, signed(600), body), NotGenuine);
  await assert.rejects(verify(secret, {}, body), NotGenuine);
});
