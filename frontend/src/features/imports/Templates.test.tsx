import { screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { beforeEach, expect, it, vi } from 'vitest';
import { axeProblems } from '@/testing/axe';
import { me } from '@/testing/factories';
import { renderPage } from '@/testing/render';
import { problem, server } from '@/testing/server';
import { ImportList } from './ImportList';

const template = {
  id: 't1',
  kind: 'agencies',
  name: 'State registry',
  shared: false,
  owner: { id: 'u1', name: 'Program officer' },
  options: { mode: 'update', dates: 'dd/mm/yyyy', mapping: { Department: 'legal_name', Fax: null } },
  allowed_actions: ['update', 'delete'],
  version: 1,
  created_at: '2026-11-01T10:00:00Z',
  updated_at: '2026-11-01T10:00:00Z',
};
const listed = (...items: object[]) => HttpResponse.json({ items, next: null, previous: null, total: items.length });
const detail = (values: object = {}) => http.get('/api/v1/import-templates/t1', () => HttpResponse.json({ ...template, ...values }, { headers: { ETag: '"1-a"' } }));

beforeEach(() =>
  server.use(
    http.get('/api/v1/me', () => HttpResponse.json(me({ permissions: ['imports:run'] }))),
    http.get('/api/v1/imports', () => listed()),
    http.get('/api/v1/imports/kinds', () => HttpResponse.json({ items: [{ kind: 'agencies', allowed: true, fields: [], defaults: [] }] })),
    http.get('/api/v1/import-templates', () => listed(template)),
  ),
);

it('says what a template says, gives it another name, and shares it', async () => {
  let sent: unknown;
  server.use(
    detail(),
    http.patch('/api/v1/import-templates/t1', async ({ request }) => {
      sent = [request.headers.get('If-Match'), await request.json()];
      return HttpResponse.json({ ...template, version: 2 });
    }),
  );
  const { user, container, router } = await renderPage(ImportList, { at: '/imports' });
  await user.click(await screen.findByRole('tab', { name: 'Templates' }));
  expect(router.state.location.search).toEqual({ tab: 'templates' });
  const name = await screen.findByRole('button', { name: 'State registry' });
  expect(name.closest('tr')?.textContent).toContain('2 columns matched');
  expect(name.closest('tr')?.textContent).toContain('Does: only change · Dates: dd/mm/yyyy');
  expect(await axeProblems(container)).toEqual([]);
  await user.click(name);
  const dialog = await screen.findByRole('dialog');
  expect(within(dialog).getByText('Column “Fax”').parentElement?.textContent).toContain('Not imported');
  await user.clear(within(dialog).getByLabelText('Name'));
  await user.type(within(dialog).getByLabelText('Name'), 'Registry of the State');
  await user.click(within(dialog).getByRole('checkbox', { name: /Share it/ }));
  await user.click(within(dialog).getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(sent).toEqual(['"1-a"', { name: 'Registry of the State', shared: true }]);
});

it('deletes only after a word', async () => {
  const deleted = vi.fn();
  server.use(
    detail(),
    http.delete('/api/v1/import-templates/t1', () => {
      deleted();
      server.use(http.get('/api/v1/import-templates', () => listed()));
      return new HttpResponse(null, { status: 204 });
    }),
  );
  const { user } = await renderPage(ImportList, { at: '/imports?tab=templates' });
  await user.click(await screen.findByRole('button', { name: 'State registry' }));
  await user.click(await screen.findByRole('button', { name: 'Delete this template' }));
  expect(deleted).not.toHaveBeenCalled();
  await user.click(await screen.findByRole('button', { name: 'Delete template' }));
  expect(await screen.findByText('No templates yet')).toBeDefined();
  expect(deleted).toHaveBeenCalledOnce();
});

it('lets others only look', async () => {
  server.use(detail({ allowed_actions: [], shared: true, owner: { id: 'u2', name: 'Finance reviewer' } }));
  const { user } = await renderPage(ImportList, { at: '/imports?tab=templates' });
  await user.click(await screen.findByRole('button', { name: 'State registry' }));
  const dialog = await screen.findByRole('dialog');
  expect(await within(dialog).findByText('Finance reviewer')).toBeDefined();
  expect(within(dialog).queryByRole('button', { name: 'Save' })).toBeNull();
  expect(within(dialog).queryByRole('button', { name: /Delete/ })).toBeNull();
});

it('says when templates cannot be read', async () => {
  server.use(http.get('/api/v1/import-templates', () => problem(500)));
  await renderPage(ImportList, { at: '/imports?tab=templates' });
  expect(await screen.findByText('The server failed')).toBeDefined();
});
