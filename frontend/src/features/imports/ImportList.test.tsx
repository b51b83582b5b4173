import { screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { expect, it } from 'vitest';
import { axeProblems } from '@/testing/axe';
import { me } from '@/testing/factories';
import { renderPage } from '@/testing/render';
import { problem, server } from '@/testing/server';
import { ImportList } from './ImportList';

const row = {
  id: 'i1',
  kind: 'agencies',
  mode: 'upsert',
  dry_run: false,
  file_name: 'agencies.csv',
  job: { id: 'j1', status: 'succeeded' },
  outcome: 'applied',
  records: 12,
  created: 10,
  updated: 0,
  unchanged: 0,
  skipped: 0,
  refused: 2,
  warned: 0,
  version: 2,
  created_at: '2026-11-24T10:00:00Z',
  updated_at: '2026-11-24T10:00:00Z',
};
const listed = (...items: object[]) => HttpResponse.json({ items, next: null, previous: null, count: { value: items.length, exact: true } });
const kinds = http.get('/api/v1/imports/kinds', () => HttpResponse.json({ items: ['agencies', 'expenses'].map((kind) => ({ kind, allowed: kind === 'agencies', fields: [], defaults: [] })) }));
const signedIn = http.get('/api/v1/me', () => HttpResponse.json({ ...me(), permissions: ['imports:run'] }));

it('says of each file how far it came', async () => {
  server.use(kinds, signedIn, http.get('/api/v1/imports', () => listed(row)));
  const { container } = await renderPage(ImportList, { at: '/imports' });
  const link = await screen.findByRole('link', { name: 'agencies.csv' });
  expect(link.closest('tr')?.textContent).toContain('Imported in part');
  expect(await axeProblems(container)).toEqual([]);
});

it('sends a file to be checked, keeps it after a refusal, and goes on to its columns', async () => {
  const sent: URLSearchParams[] = [];
  server.use(
    kinds,
    signedIn,
    http.get('/api/v1/imports', () => listed()),
    http.get('/api/v1/import-templates', () => listed({ id: 't1', name: 'Monthly list', shared: true, owner: { id: 'u1', name: 'Program officer' } })),
    http.post('/api/v1/imports', ({ request }) => {
      sent.push(new URL(request.url).searchParams);
      if (sent.length === 1) return problem(403, { title: 'Forbidden', detail: 'You may not change agencies.' });
      return HttpResponse.json({ ...row, id: 'i2' }, { status: 202 });
    }),
  );
  const { user, router } = await renderPage(ImportList, { at: '/imports' });
  expect(await screen.findByText('No imports yet')).toBeDefined();
  await user.click(await screen.findByRole('button', { name: 'Import a file' }));
  const dialog = await screen.findByRole('dialog');
  const send = within(dialog).getByRole('button', { name: 'Send and match columns' });
  await user.click(send);
  expect(await within(dialog).findByText('Choose a file.')).toBeDefined();
  expect(sent).toEqual([]);
  await user.selectOptions(within(dialog).getByLabelText('What the rows are'), await within(dialog).findByRole('option', { name: 'Agencies' }));
  // Of kinds that the server would refuse nothing is offered.
  expect(within(dialog).queryByRole('option', { name: 'Expenses' })).toBeNull();
  await user.selectOptions(await within(dialog).findByLabelText(/Template/), 'Monthly list (Program officer)');
  await user.upload(within(dialog).getByLabelText('File'), new File(['ORI,Name\n'], 'agencies.csv', { type: 'text/csv' }));
  await user.click(send);
  expect(await within(dialog).findByText(/You may not change agencies/)).toBeDefined();
  await user.click(send);
  await waitFor(() => expect(router.state.location.pathname).toBe('/imports/i2'));
  expect(router.state.location.search).toEqual({ step: 'columns' });
  expect(Object.fromEntries(sent[1] ?? [])).toEqual({ kind: 'agencies', template: 't1', dry_run: 'true' });
});
