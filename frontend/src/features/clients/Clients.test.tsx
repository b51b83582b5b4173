import { screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { beforeEach, expect, it, vi } from 'vitest';
import { axeProblems } from '@/testing/axe';
import { me } from '@/testing/factories';
import { renderPage } from '@/testing/render';
import { problem, server } from '@/testing/server';
import { ClientList } from './ClientList';
import { ClientPage } from './ClientPage';

const ETAG = { headers: { ETag: '"5-a"' } };
const client = {
  id: 's1',
  name: 'State case system',
  contact: 'Integration desk',
  purpose: 'Reads requests.',
  status: 'active',
  scopes: ['requests:read'],
  allowed_networks: [],
  requests_per_minute: null,
  expires_at: null,
  last_used_at: null,
  tokens_end_at: null as string | null,
  usage: [] as object[],
  allowed_actions: ['update', 'disable', 'issue_token'],
  version: 5,
  created_at: '2026-10-01T10:00:00Z',
  updated_at: '2026-10-01T10:00:00Z',
};
const token = { id: 't1', name: 'First machine', prefix: 'abcd1234', scopes: ['requests:read'], revoked: false, last_used_at: null, expires_at: '2099-01-01T00:00:00Z', version: 1 };
const listed = (...items: object[]) => HttpResponse.json({ items, next: null, previous: null, total: items.length });

beforeEach(() => {
  server.use(http.get('/api/v1/me', () => HttpResponse.json(me({ permissions: ['service_clients:read', 'service_clients:manage'] }))));
});
const openPage = (record: object = client, ...tokens: object[]) => {
  server.use(
    http.get('/api/v1/service-clients/s1', () => HttpResponse.json(record, ETAG)),
    http.get('/api/v1/service-clients/s1/tokens', () => listed(...tokens)),
    http.get('/api/v1/service-clients/s1/usage', () => listed({ id: 'u1', day: '2026-11-20', operation: 'requests_list', outcome: 'limited', requests: 41 })),
  );
  return renderPage(ClientPage, { at: '/api-clients/s1', path: '/api-clients/$id' });
};

it('offers the first client, and says when the list cannot be read', async () => {
  server.use(http.get('/api/v1/service-clients', () => listed()));
  const first = await renderPage(ClientList, { at: '/api-clients' });
  expect(await screen.findByText('No API clients yet')).toBeDefined();
  expect(screen.getAllByRole('button', { name: 'Add client' })).toHaveLength(2);
  expect(await axeProblems(first.container)).toEqual([]);
  first.unmount();
  server.use(http.get('/api/v1/service-clients', () => problem(503)));
  await renderPage(ClientList, { at: '/api-clients' });
  expect(await screen.findByText('The server is busy')).toBeDefined();
});

it('filters by status in the address, and says when none is left', async () => {
  server.use(http.get('/api/v1/service-clients', ({ request }) => (new URL(request.url).searchParams.has('status') ? listed() : listed(client))));
  const { user, router } = await renderPage(ClientList, { at: '/api-clients' });
  expect(await screen.findByRole('link', { name: 'State case system' })).toBeDefined();
  await user.click(screen.getByRole('button', { name: /^Status/ }));
  await user.click(await screen.findByRole('checkbox', { name: 'Disabled', hidden: true }));
  expect(await screen.findByText('No client matches')).toBeDefined();
  expect(router.state.location.search).toEqual({ status: 'disabled' });
});

it('issues a token, shows it once, and leaves a row without it', async () => {
  const tokens: object[] = [];
  let sent: unknown;
  const { user, container } = await openPage(client);
  server.use(
    http.get('/api/v1/service-clients/s1/tokens', () => listed(...tokens)),
    http.post('/api/v1/service-clients/s1/tokens', async ({ request }) => {
      sent = await request.json();
      tokens.push(token);
      return HttpResponse.json({ ...token, token: 'inl_abcd1234_secret' }, { status: 201 });
    }),
  );
  expect(await screen.findByText('Nothing asked yet')).toBeDefined();
  expect(await axeProblems(container)).toEqual([]);
  await user.click(screen.getByRole('button', { name: 'Issue token' }));
  const dialog = await screen.findByRole('dialog');
  await user.type(within(dialog).getByLabelText('Name'), 'First machine');
  await user.click(within(dialog).getByRole('button', { name: 'Issue token' }));
  expect((await screen.findByLabelText<HTMLInputElement>('Token')).value).toBe('inl_abcd1234_secret');
  expect(sent).toMatchObject({ name: 'First machine', overlap_hours: null });
  await user.click(screen.getByRole('button', { name: 'I have stored it' }));
  await waitFor(() => expect(screen.queryByDisplayValue('inl_abcd1234_secret')).toBeNull());
  expect(await screen.findByText('First machine')).toBeDefined();
});

it('rotates: the other tokens end after a day unless said otherwise', async () => {
  let sent: unknown;
  const { user } = await openPage({ ...client, tokens_end_at: '2099-01-01T00:00:00Z' }, token);
  server.use(
    http.post('/api/v1/service-clients/s1/tokens', async ({ request }) => {
      sent = await request.json();
      return HttpResponse.json({ ...token, token: 'inl_efgh_second' }, { status: 201 });
    }),
  );
  await user.click(await screen.findByRole('button', { name: 'Rotate token' }));
  const dialog = await screen.findByRole('dialog');
  await user.type(within(dialog).getByLabelText('Name'), 'Second machine');
  await user.selectOptions(within(dialog).getByLabelText('Its other tokens'), 'End in a week');
  await user.click(within(dialog).getByRole('button', { name: 'Rotate token' }));
  expect((await screen.findByLabelText<HTMLInputElement>('Token')).value).toBe('inl_efgh_second');
  expect(sent).toMatchObject({ overlap_hours: 168 });
});

it('revokes a token after a word, at the version that was read', async () => {
  const revoked = vi.fn();
  const { user } = await openPage(client, token);
  server.use(
    http.get('/api/v1/api-tokens/t1', () => HttpResponse.json(token, { headers: { ETag: '"1-t"' } })),
    http.post('/api/v1/api-tokens/t1/revoke', ({ request }) => {
      revoked(request.headers.get('If-Match'));
      server.use(http.get('/api/v1/service-clients/s1/tokens', () => listed({ ...token, revoked: true })));
      return HttpResponse.json({ ...token, revoked: true });
    }),
  );
  await user.click(await screen.findByRole('button', { name: 'Revoke First machine' }));
  expect(revoked).not.toHaveBeenCalled();
  await user.click(await screen.findByRole('button', { name: 'Revoke token' }));
  await waitFor(() => expect(revoked).toHaveBeenCalledWith('"1-t"'));
  expect(await screen.findByText('Revoked')).toBeDefined();
  expect(screen.queryByRole('button', { name: 'Revoke First machine' })).toBeNull();
});

it('disables after a word, and enables again', async () => {
  const acted: string[] = [];
  const { user } = await openPage();
  server.use(
    http.post('/api/v1/service-clients/s1/:event', ({ params }) => {
      acted.push(String(params['event']));
      const record = params['event'] === 'disable' ? { ...client, status: 'disabled', allowed_actions: ['enable'] } : client;
      server.use(http.get('/api/v1/service-clients/s1', () => HttpResponse.json(record, ETAG)));
      return HttpResponse.json(record, ETAG);
    }),
  );
  await user.click(await screen.findByRole('button', { name: 'Disable' }));
  expect(acted).toEqual([]);
  await user.click(await screen.findByRole('button', { name: 'Disable client' }));
  expect(await screen.findByText('Disabled: none of its tokens works.')).toBeDefined();
  expect(screen.queryByRole('button', { name: 'Issue token' })).toBeNull();
  await user.click(await screen.findByRole('button', { name: 'Enable' }));
  await waitFor(() => expect(acted).toEqual(['disable', 'enable']));
});

it('shows what it asks, and no tokens to whoever may only look', async () => {
  server.use(http.get('/api/v1/me', () => HttpResponse.json(me({ permissions: ['service_clients:read'] }))));
  await openPage({ ...client, allowed_actions: [], usage: [{ day: '2026-11-20', ok: 12, refused: 1, limited: 41, failed: 0 }] });
  expect(await screen.findByText('Beyond the limit')).toBeDefined();
  expect(screen.queryByText('Each is shown once, when it is issued')).toBeNull();
  expect(screen.queryByRole('button', { name: 'Disable' })).toBeNull();
});
