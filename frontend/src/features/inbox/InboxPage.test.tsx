import { screen, waitFor } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { expect, it } from 'vitest';
import { axeProblems } from '@/testing/axe';
import { renderPage } from '@/testing/render';
import { server } from '@/testing/server';
import { InboxPage } from './InboxPage';

const message = (id: string, title: string) => ({
  id,
  kind: 'request_submitted',
  topic: 'requests',
  title,
  body: 'Open it and validate it.',
  link: '/requests/r1',
  subject: { type: 'request', id: 'r1', label: 'RFA-2026-0001' },
  muted: false,
  created_at: '2026-07-01T12:00:00Z',
  read_at: null as string | null,
});

it('marks one message and then the rest, and says when nothing is left', async () => {
  let items = [message('n2', 'Second need'), message('n1', 'First need')];
  const through: unknown[] = [];
  server.use(
    http.get('/api/v1/notifications', () => HttpResponse.json({ items, next: null, previous: null })),
    http.post('/api/v1/notifications/n2/read', () => {
      items = items.map((one) => (one.id === 'n2' ? { ...one, read_at: '2026-07-01T13:00:00Z' } : one));
      return HttpResponse.json({ ...items[0], allowed_actions: ['unread'] });
    }),
    http.post('/api/v1/notifications/read-all', async ({ request }) => {
      through.push(await request.json());
      items = [];
      return HttpResponse.json({ marked: 1 });
    }),
  );
  const { user, container } = await renderPage(InboxPage, { at: '/inbox' });
  await screen.findByText('Second need');
  expect(screen.getAllByText('(unread)')).toHaveLength(2);
  expect(await axeProblems(container)).toEqual([]);
  await user.click(screen.getByRole('button', { name: 'More for “Second need”' }));
  await user.click(await screen.findByRole('menuitem', { name: 'Mark as read', hidden: true }));
  await waitFor(() => expect(screen.getAllByText('(unread)')).toHaveLength(1));
  await user.click(screen.getByRole('button', { name: 'Mark all as read' }));
  await screen.findByText('Your inbox is empty');
  expect(through).toEqual([{ through: 'n2' }]);
});
