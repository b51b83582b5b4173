import { screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { expect, it, vi } from 'vitest';
import { axeProblems } from '@/testing/axe';
import { me } from '@/testing/factories';
import { renderPage } from '@/testing/render';
import { problem, server } from '@/testing/server';
import { ExportList } from './ExportList';

const row = {
  id: 'e1',
  resource: 'claims',
  format: 'csv',
  query: { status: ['paid', 'certified'], 'due_on.gte': ['2026-01-01'], sort: ['-due_on'] },
  job: { id: 'j1', status: 'succeeded' },
  progress: { done: 12, total: 12 },
  problem: null,
  file_name: 'claims-2026-11-24.csv',
  rows: 12,
  size_bytes: 4096,
  sha256: '00',
  ready: true,
  taken_at: '2026-11-24T10:00:00Z',
  expires_at: '2026-12-01T10:00:00Z',
  version: 2,
  created_at: '2026-11-24T10:00:00Z',
  updated_at: '2026-11-24T10:00:00Z',
};
const unmade = { rows: null, size_bytes: null, sha256: null, ready: false, taken_at: null, expires_at: null };
const listed = (...items: object[]) => HttpResponse.json({ items, next: null, previous: null, total: items.length });
const signedIn = http.get('/api/v1/me', () => HttpResponse.json(me({ permissions: ['exports:run'] })));
const lists = http.get('/api/v1/exports/lists', () =>
  HttpResponse.json({
    items: [
      {
        resource: 'claims',
        parameters: ['q', 'sort', 'fields', 'ids', 'status', 'due_on.gte'],
        fields: ['id', 'reference', 'due_on'],
        sorts: ['due_on', 'reference'],
        filters: [
          { name: 'status', values: 'choice', choices: ['paid', 'certified'], many: true, description: '' },
          { name: 'due_on.gte', values: 'date', choices: [], many: false, description: '' },
        ],
        formats: ['csv', 'xlsx', 'jsonl', 'parquet'],
      },
    ],
  }),
);

it('says of each file where it stands and what to do', async () => {
  server.use(
    signedIn,
    http.get('/api/v1/exports', () =>
      listed(
        row,
        { ...row, ...unmade, id: 'e2', job: { id: 'j2', status: 'failed' }, problem: 'More than 100,000 rows are too many for a workbook.', file_name: 'claims-2026-11-24.xlsx' },
        { ...row, id: 'e3', ready: false, file_name: 'claims-2026-11-10.csv' },
        { ...row, ...unmade, id: 'e4', job: { id: 'j4', status: 'cancelled' }, file_name: 'claims-2026-11-09.csv' },
      ),
    ),
  );
  const { container } = await renderPage(ExportList, { at: '/exports' });
  expect(await screen.findByRole('button', { name: 'Download claims-2026-11-24.csv' })).toBeDefined();
  expect(screen.getAllByText('Status: Paid, Certified')).toHaveLength(4);
  expect(screen.getByText('Until Dec 1, 2026')).toBeDefined();
  expect(screen.getByText('More than 100,000 rows are too many for a workbook.')).toBeDefined();
  expect(screen.getByText('Its seven days are over. Make it anew.')).toBeDefined();
  for (const name of ['claims-2026-11-24.xlsx', 'claims-2026-11-10.csv', 'claims-2026-11-09.csv']) {
    expect(screen.getByRole('button', { name: `Make anew: ${name}` })).toBeDefined();
  }
  expect(await axeProblems(container)).toEqual([]);
});

it('shows how far a file is until it is ready, and stops one', async () => {
  let asked = 0;
  const stopped = vi.fn();
  server.use(
    signedIn,
    http.get('/api/v1/exports', () => {
      asked += 1;
      const running = { ...row, ...unmade, job: { id: 'j1', status: 'running' }, progress: { done: 400 * asked, total: 2000 } };
      return listed(asked < 3 ? running : row, { ...row, ...unmade, id: 'e2', job: { id: 'j2', status: stopped.mock.calls.length > 0 ? 'cancelled' : 'queued' }, file_name: 'claims-2.csv' });
    }),
    http.get('/api/v1/jobs/j2', () => HttpResponse.json({ id: 'j2' }, { headers: { ETag: '"1-a"' } })),
    http.post('/api/v1/jobs/j2/cancel', ({ request }) => {
      stopped(request.headers.get('If-Match'));
      return HttpResponse.json({ id: 'j2' });
    }),
  );
  const { user } = await renderPage(ExportList, { at: '/exports' });
  expect(await screen.findByText('400 of 2,000 rows')).toBeDefined();
  expect(screen.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('20');
  await user.click(screen.getByRole('button', { name: 'Stop claims-2.csv' }));
  await waitFor(() => expect(stopped).toHaveBeenCalledWith('"1-a"'));
  expect(await screen.findByText('Stopped')).toBeDefined();
  expect(await screen.findByRole('button', { name: 'Download claims-2026-11-24.csv' })).toBeDefined();
  expect(screen.queryByRole('progressbar')).toBeNull();
});

it('asks for a file as an earlier one was asked for, and keeps the form after a refusal', async () => {
  const sent: unknown[] = [];
  server.use(
    signedIn,
    lists,
    http.get('/api/v1/exports', () => listed({ ...row, ready: false })),
    http.post('/api/v1/exports', async ({ request }) => {
      sent.push(await request.json());
      if (sent.length === 1) return problem(422, { errors: [{ pointer: '/query/due_on.gte', code: 'date', message: 'This day does not exist.' }] });
      return HttpResponse.json({ ...row, id: 'e5' }, { status: 202 });
    }),
  );
  const { user } = await renderPage(ExportList, { at: '/exports' });
  await user.click(await screen.findByRole('button', { name: /^Make anew/ }));
  const dialog = await screen.findByRole('dialog');
  await user.selectOptions(within(dialog).getByLabelText('Format'), 'Parquet');
  await user.click(await within(dialog).findByRole('button', { name: /^Paid/ }));
  const make = within(dialog).getByRole('button', { name: 'Make the file' });
  await user.click(make);
  expect(await within(dialog).findByText('This day does not exist.')).toBeDefined();
  await user.click(within(dialog).getByRole('button', { name: 'Remove the filter Due on from' }));
  await user.type(within(dialog).getByLabelText(/Only these columns/), 'refer');
  await user.click(within(within(dialog).getByRole('listbox')).getByRole('option', { name: 'Reference' }));
  await user.click(make);
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(sent[0]).toEqual({ resource: 'claims', format: 'parquet', query: { status: ['certified'], 'due_on.gte': ['2026-01-01'], sort: ['-due_on'] } });
  expect(sent[1]).toEqual({ resource: 'claims', format: 'parquet', query: { status: ['certified'], sort: ['-due_on'], fields: ['reference'] } });
});

it('says why a file is refused by now', async () => {
  server.use(
    signedIn,
    http.get('/api/v1/exports', () => listed(row)),
    http.head('/api/v1/exports/e1/file', () => new HttpResponse(null, { status: 409 })),
    http.get('/api/v1/exports/e1/file', () => problem(409, { code: 'rights_changed', detail: 'The rows that you may see have changed. Make it anew.' })),
  );
  const { user } = await renderPage(ExportList, { at: '/exports' });
  await user.click(await screen.findByRole('button', { name: /^Download/ }));
  expect(await screen.findByText(/The rows that you may see have changed/)).toBeDefined();
});

it('offers the first file, and says when the list cannot be read', async () => {
  server.use(signedIn, http.get('/api/v1/exports', () => listed()));
  const first = await renderPage(ExportList, { at: '/exports' });
  expect(await screen.findByText('No exports yet')).toBeDefined();
  expect(screen.getAllByRole('button', { name: 'Make a file' })).toHaveLength(2);
  first.unmount();
  server.use(http.get('/api/v1/exports', () => problem(503)));
  await renderPage(ExportList, { at: '/exports' });
  expect(await screen.findByText('The server is busy')).toBeDefined();
});
