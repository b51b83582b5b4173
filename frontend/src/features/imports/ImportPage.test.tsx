import { screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { beforeEach, expect, it } from 'vitest';
import { axeProblems } from '@/testing/axe';
import { renderPage } from '@/testing/render';
import { server } from '@/testing/server';
import { ImportPage } from './ImportPage';

const record = {
  id: 'i1',
  kind: 'agencies',
  mode: 'upsert',
  dry_run: true,
  all_or_nothing: false,
  source: 'import',
  file_name: 'agencies.csv',
  stated: {},
  found: null,
  size_bytes: 300,
  received_bytes: 300,
  job: { id: 'j1', status: 'succeeded' },
  problem: null,
  outcome: 'checked',
  records: 3,
  created: 1,
  updated: 1,
  unchanged: 0,
  skipped: 0,
  refused: 1,
  warned: 0,
  ignored: 0,
  version: 2,
  created_at: '2026-11-24T10:00:00Z',
  updated_at: '2026-11-24T10:00:00Z',
  allowed_actions: ['start'],
};
const field = (name: string, required = false) => ({ name, required, key: false, headings: [] });
const rows = [
  { id: 'r1', number: 1, line: 2, outcome: 'create', target_id: null, issues: [], changes: {} },
  { id: 'r2', number: 2, line: 3, outcome: 'update', target_id: 'a2', issues: [], changes: { city: ['Fairview', 'Riverside'] } },
  {
    id: 'r3',
    number: 3,
    line: 4,
    outcome: 'error',
    target_id: null,
    issues: [{ code: 'unknown_state', severity: 'error', column: 'State', value: 'XX', message: 'This is no US state or territory.', fix: 'Write the two letters of the state.' }],
    changes: {},
  },
];

const answer = (values: object = {}) => HttpResponse.json({ ...record, ...values }, { headers: { ETag: '"2-0123abcd"' } });
const page = { at: '/imports/i1', path: '/imports/$id' };

beforeEach(() =>
  server.use(
    http.get('/api/v1/imports/i1', () => answer()),
    http.get('/api/v1/imports/kinds', () =>
      HttpResponse.json({ items: [{ kind: 'agencies', fields: [field('legal_name', true), field('state', true), field('city')], defaults: [] }] }),
    ),
    http.get('/api/v1/imports/i1/rows', () => HttpResponse.json({ items: rows, next: null, previous: null, count: { value: 3, exact: true } })),
  ),
);

it('shows what each row would do, and writes only when told to', async () => {
  let body: unknown;
  server.use(
    http.post('/api/v1/imports/i1/start', async ({ request }) => {
      body = await request.json();
      return answer({ dry_run: false, outcome: null, job: { id: 'j2', status: 'queued' } });
    }),
  );
  const { container, user } = await renderPage(ImportPage, page);
  const table = await screen.findByRole('table', { name: 'Rows of the file' });
  const changed = (await within(table).findByText('Row 2')).closest('tr');
  expect(changed?.textContent).toContain('City: from Fairview');
  expect(changed?.textContent).toContain('Riverside');
  const refused = within(table).getByText('Row 3').closest('tr');
  expect(refused?.textContent).toContain('State “XX”: This is no US state or territory. Write the two letters of the state.');
  expect(screen.getByRole<HTMLAnchorElement>('link', { name: 'Refused rows' }).href).toContain('/api/v1/imports/i1/refused');
  expect(await axeProblems(container)).toEqual([]);
  expect(body).toBeUndefined();
  await user.click(screen.getByRole('button', { name: 'Import 2 rows' }));
  await waitFor(() => expect(body).toEqual({ dry_run: false }));
});

it('offers no import while a row is refused and all were to be imported or none', async () => {
  server.use(http.get('/api/v1/imports/i1', () => answer({ all_or_nothing: true })));
  await renderPage(ImportPage, page);
  expect(await screen.findByText(/Nothing can be imported while a row is refused/)).toBeDefined();
  expect(screen.queryByRole('button', { name: /^Import/ })).toBeNull();
});

it('has columns matched, and sends the choice once every field that is needed has one', async () => {
  let body: unknown;
  server.use(
    http.get('/api/v1/imports/i1', () => answer({ job: { id: 'j1', status: 'failed' }, outcome: null, problem: 'No column holds legal_name.', records: 0 })),
    http.get('/api/v1/imports/i1/columns', () =>
      HttpResponse.json({
        problem: null,
        missing: ['legal_name'],
        columns: [
          { heading: 'Department', field: null, values: ['Fairview Police', 'Hilltop Police'] },
          { heading: 'ST', field: 'state', values: ['VA'] },
        ],
      }),
    ),
    http.post('/api/v1/imports/i1/start', async ({ request }) => {
      body = await request.json();
      return answer({ job: { id: 'j2', status: 'queued' } });
    }),
  );
  const { container, user } = await renderPage(ImportPage, page);
  expect(await screen.findByText('Fairview Police · Hilltop Police')).toBeDefined();
  expect(screen.getByText('No column holds Name, which every row needs.')).toBeDefined();
  const check = screen.getByRole<HTMLButtonElement>('button', { name: 'Check the rows' });
  expect(check.disabled).toBe(true);
  await user.selectOptions(screen.getByLabelText('Field of Department'), 'state');
  expect(screen.getByText('Two columns are taken for State. Keep one of them.')).toBeDefined();
  await user.selectOptions(screen.getByLabelText('Field of Department'), 'legal_name');
  expect(await axeProblems(container)).toEqual([]);
  await user.click(check);
  await waitFor(() => expect(body).toEqual({ dry_run: true, mapping: { Department: 'legal_name', ST: 'state' }, defaults: {} }));
});

it('lets the columns be checked as soon as the first reading is over', async () => {
  let reads = 0;
  server.use(
    http.get('/api/v1/imports/i1', () => {
      reads += 1;
      return reads === 1 ? answer({ job: { id: 'j1', status: 'running' }, outcome: null, records: 0 }) : answer();
    }),
    http.get('/api/v1/imports/i1/columns', () =>
      HttpResponse.json({ problem: null, missing: [], columns: ['legal_name', 'state'].map((name) => ({ heading: name, field: name, values: ['VA'] })) }),
    ),
  );
  await renderPage(ImportPage, { ...page, at: '/imports/i1?step=columns' });
  const waiting = await screen.findByRole<HTMLButtonElement>('button', { name: 'Reading the file' });
  expect(waiting.disabled).toBe(true);
  const check = await screen.findByRole<HTMLButtonElement>('button', { name: 'Check the rows' });
  expect(check.disabled).toBe(false);
});

const job = (done: number, finished: string | null) =>
  `event: progress\ndata: ${JSON.stringify({ id: 'j1', progress: { done, total: 1000 }, finished_at: finished, cancel_requested: false })}\n\n`;

it('follows the run, over a stream that breaks, to its end', async () => {
  let streams = 0;
  let over = false;
  server.use(
    http.get('/api/v1/imports/i1', () => (over ? answer() : answer({ outcome: null, job: { id: 'j1', status: 'running' } }))),
    http.get('/api/v1/jobs/j1/events', () => {
      streams += 1;
      over = streams > 1;
      const last = job(1000, '2026-11-24T10:01:00Z');
      return new HttpResponse(streams === 1 ? `${job(250, null)}: still here\n\n${last.slice(0, 40)}` : last, { headers: { 'Content-Type': 'text/event-stream' } });
    }),
  );
  await renderPage(ImportPage, page);
  expect(await screen.findByText('250 of about 1,000 rows')).toBeDefined();
  expect(screen.getByRole('progressbar', { name: 'Rows done' }).getAttribute('aria-valuenow')).toBe('25');
  expect(await screen.findByRole('button', { name: 'Import 2 rows' }, { timeout: 8000 })).toBeDefined();
  expect(streams).toBe(2);
}, 12_000);

it('stops a run by its job, as that stands now', async () => {
  let etag: string | null = null;
  server.use(
    http.get('/api/v1/imports/i1', () => answer({ outcome: null, job: { id: 'j1', status: 'running' } })),
    http.get('/api/v1/jobs/j1/events', () => new HttpResponse(new ReadableStream(), { headers: { 'Content-Type': 'text/event-stream' } })),
    http.get('/api/v1/jobs/j1', () => HttpResponse.json({ id: 'j1' }, { headers: { ETag: '"7-0123abcd"' } })),
    http.post('/api/v1/jobs/j1/cancel', ({ request }) => {
      etag = request.headers.get('If-Match');
      return HttpResponse.json({ id: 'j1' });
    }),
  );
  const { user } = await renderPage(ImportPage, page);
  await user.click(await screen.findByRole('button', { name: 'Stop' }));
  await waitFor(() => expect(etag).toBe('"7-0123abcd"'));
});

it('says that single rows are gone, and offers no file that is', async () => {
  server.use(
    http.get('/api/v1/imports/i1', () => answer({ dry_run: false, outcome: 'applied', received_bytes: 0, refused: 1 })),
    http.get('/api/v1/imports/i1/rows', () => HttpResponse.json({ items: [], next: null, previous: null })),
  );
  await renderPage(ImportPage, page);
  expect(await screen.findByText('The rows are no longer kept')).toBeDefined();
  expect(screen.queryByRole('link', { name: 'Refused rows' })).toBeNull();
});
