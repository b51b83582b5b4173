import { screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { beforeEach, expect, it, vi } from 'vitest';
import { axeProblems } from '@/testing/axe';
import { me } from '@/testing/factories';
import { renderPage } from '@/testing/render';
import { problem, server } from '@/testing/server';
import { WebhookList } from './WebhookList';
import { WebhookPage } from './WebhookPage';

const ETAG = { headers: { ETag: '"3-a"' } };
const webhook = {
  id: 'w1',
  url: 'https://receiver.example.org/events',
  description: 'Case system',
  event_types: ['claims.*'],
  subject_types: [],
  include_record: false,
  status: 'active',
  disabled_reason: null,
  failing_since: null,
  former_secret_until: null,
  allowed_actions: ['update', 'replay', 'rotate_secret', 'pause', 'ping', 'delete'],
  version: 3,
  created_at: '2026-11-01T10:00:00Z',
  updated_at: '2026-11-01T10:00:00Z',
};
const delivery = {
  id: 'd1',
  event_id: 'ev1',
  event_type: 'claims.submitted',
  kind: 'event',
  status: 'dead',
  attempts: 10,
  last_status_code: 503,
  last_problem: 'The receiver answered 503.',
  next_attempt_at: null,
  created_at: '2026-11-02T10:00:00Z',
};
const listed = (...items: object[]) => HttpResponse.json({ items, next: null, previous: null, total: items.length });

beforeEach(() => {
  server.use(http.get('/api/v1/me', () => HttpResponse.json(me({ permissions: ['webhooks:read', 'webhooks:manage'] }))));
});
const openPage = (record: object = webhook) => {
  server.use(
    http.get('/api/v1/webhooks/w1', () => HttpResponse.json(record, ETAG)),
    http.get('/api/v1/webhooks/w1/deliveries', () => listed(delivery)),
  );
  return renderPage(WebhookPage, { at: '/webhooks/w1', path: '/webhooks/$id' });
};
const chooseMore = async (user: Awaited<ReturnType<typeof openPage>>['user'], name: string) => {
  await user.click(await screen.findByRole('button', { name: 'More' }));
  await user.click(await screen.findByRole('menuitem', { name, hidden: true }));
};

it('offers the first webhook, and shows its secret once', async () => {
  const made: object[] = [];
  let sent: unknown;
  server.use(
    http.get('/api/v1/webhooks', () => listed(...made)),
    http.post('/api/v1/webhooks', async ({ request }) => {
      sent = await request.json();
      made.push(webhook);
      return HttpResponse.json({ ...webhook, secret: 'whsec_once' }, { status: 201 });
    }),
  );
  const { user, container } = await renderPage(WebhookList, { at: '/webhooks' });
  expect(await screen.findByText('No webhooks')).toBeDefined();
  await user.click(screen.getAllByRole('button', { name: 'Add webhook' })[0] as HTMLElement);
  const dialog = await screen.findByRole('dialog');
  await user.click(within(dialog).getByRole('button', { name: 'Add webhook' }));
  expect(await within(dialog).findByText('Enter the address.')).toBeDefined();
  await user.type(within(dialog).getByLabelText('Address'), 'https://receiver.example.org/events');
  await user.type(within(dialog).getByLabelText(/Types of events/), 'claims.*, mous.signed');
  await user.click(within(dialog).getByRole('button', { name: 'Add webhook' }));
  expect((await screen.findByLabelText<HTMLInputElement>('Signing secret')).value).toBe('whsec_once');
  expect(sent).toEqual({ url: 'https://receiver.example.org/events', description: '', event_types: ['claims.*', 'mous.signed'], subject_types: [], include_record: false });
  await user.click(screen.getByRole('button', { name: 'I have stored it' }));
  await waitFor(() => expect(screen.queryByDisplayValue('whsec_once')).toBeNull());
  expect(await screen.findByRole('link', { name: 'https://receiver.example.org/events' })).toBeDefined();
  expect(await axeProblems(container)).toEqual([]);
});

it('keeps what was entered when the address is refused', async () => {
  server.use(
    http.get('/api/v1/webhooks', () => listed()),
    http.post('/api/v1/webhooks', () => problem(422, { errors: [{ pointer: '/url', code: 'not_https', message: 'Name an https:// address.' }] })),
  );
  const { user } = await renderPage(WebhookList, { at: '/webhooks' });
  await user.click((await screen.findAllByRole('button', { name: 'Add webhook' }))[0] as HTMLElement);
  const dialog = await screen.findByRole('dialog');
  await user.type(within(dialog).getByLabelText('Address'), 'http://receiver.example.org');
  await user.click(within(dialog).getByRole('button', { name: 'Add webhook' }));
  expect(await within(dialog).findByText('Name an https:// address.')).toBeDefined();
  expect(within(dialog).getByLabelText<HTMLInputElement>('Address').value).toBe('http://receiver.example.org');
});

it('says when the list cannot be read, and offers nothing to whoever may only look', async () => {
  server.use(
    http.get('/api/v1/me', () => HttpResponse.json(me({ permissions: ['webhooks:read'] }))),
    http.get('/api/v1/webhooks', () => problem(500)),
  );
  await renderPage(WebhookList, { at: '/webhooks' });
  expect(await screen.findByText('The server failed')).toBeDefined();
  expect(screen.queryByRole('button', { name: 'Add webhook' })).toBeNull();
});

it('makes a new secret only after a word, and shows it once', async () => {
  const rotated = vi.fn();
  const { user, container } = await openPage();
  server.use(
    http.post('/api/v1/webhooks/w1/rotate-secret', ({ request }) => {
      rotated(request.headers.get('If-Match'));
      return HttpResponse.json({ ...webhook, secret: 'whsec_new' });
    }),
  );
  await screen.findByText('claims.submitted');
  expect(await axeProblems(container)).toEqual([]);
  await chooseMore(user, 'New secret');
  expect(rotated).not.toHaveBeenCalled();
  await user.click(await screen.findByRole('button', { name: 'New secret' }));
  expect((await screen.findByLabelText<HTMLInputElement>('Signing secret')).value).toBe('whsec_new');
  expect(rotated).toHaveBeenCalledWith('"3-a"');
  await user.click(screen.getByRole('button', { name: 'I have stored it' }));
  await waitFor(() => expect(screen.queryByDisplayValue('whsec_new')).toBeNull());
});

it('pauses, and says so when somebody was faster', async () => {
  const { user } = await openPage();
  server.use(http.post('/api/v1/webhooks/w1/pause', () => problem(412)));
  await chooseMore(user, 'Pause');
  expect((await screen.findByRole('alert')).textContent).toContain('Somebody changed this webhook meanwhile');
});

it('says why a webhook was switched off, and resumes it', async () => {
  const resumed = vi.fn();
  const { user } = await openPage({ ...webhook, status: 'disabled', disabled_reason: 'gone', allowed_actions: ['resume'] });
  server.use(
    http.post('/api/v1/webhooks/w1/resume', () => {
      resumed();
      return HttpResponse.json(webhook, ETAG);
    }),
  );
  expect(await screen.findByText(/The receiver answered that it is gone/)).toBeDefined();
  expect(screen.queryByRole('button', { name: 'Send ping' })).toBeNull();
  await user.click(screen.getByRole('button', { name: 'Resume' }));
  await waitFor(() => expect(resumed).toHaveBeenCalled());
});

it('narrows the log by its filters, and shows the attempts of a message', async () => {
  const asked: URLSearchParams[] = [];
  const replayed = vi.fn();
  const { user, router } = await openPage();
  server.use(
    http.get('/api/v1/webhooks/w1/deliveries', ({ request }) => {
      const query = new URL(request.url).searchParams;
      asked.push(query);
      return query.getAll('status').includes('queued') ? listed() : listed(delivery);
    }),
    http.get('/api/v1/webhooks/w1/deliveries/d1', () =>
      HttpResponse.json({ ...delivery, tries: [{ number: 1, started_at: '2026-11-02T10:00:00Z', duration_ms: 84, status_code: 503, problem: null, answer: 'Down for maintenance.' }], allowed_actions: ['replay'] }, ETAG),
    ),
    http.post('/api/v1/webhooks/w1/deliveries/d1/replay', () => {
      replayed();
      return HttpResponse.json(delivery, { status: 201 });
    }),
  );
  await user.click(await screen.findByRole('button', { name: 'claims.submitted' }));
  const dialog = await screen.findByRole('dialog');
  expect(await within(dialog).findByText('Down for maintenance.')).toBeDefined();
  await user.click(within(dialog).getByRole('button', { name: 'Send once more' }));
  await waitFor(() => expect(replayed).toHaveBeenCalled());
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());

  await user.click(screen.getByRole('button', { name: /^Status/ }));
  await user.click(await screen.findByRole('checkbox', { name: 'Waiting', hidden: true }));
  expect(await screen.findByText('No messages match')).toBeDefined();
  expect(router.state.location.search).toEqual({ status: 'queued' });
  expect(asked.at(-1)?.getAll('status')).toEqual(['queued']);
  await user.click(screen.getByRole('button', { name: 'Clear all filters' }));
  expect(await screen.findByRole('button', { name: 'claims.submitted' })).toBeDefined();
});

it('says that a webhook is not there', async () => {
  server.use(http.get('/api/v1/webhooks/w1', () => problem(404)));
  await renderPage(WebhookPage, { at: '/webhooks/w1', path: '/webhooks/$id' });
  expect(await screen.findByText('Nothing here')).toBeDefined();
});
