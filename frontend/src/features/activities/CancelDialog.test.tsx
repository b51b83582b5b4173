import { screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { expect, it, vi } from 'vitest';
import { axeProblems } from '@/testing/axe';
import { renderPage } from '@/testing/render';
import { problem, server } from '@/testing/server';
import CancelDialog from './CancelDialog';
import type { Activity } from './queries';

const ACTIVITY = { data: { id: 'act1', title: 'Crash investigation' } as Activity, etag: '"3-abc"' };
const ADDRESS = '/api/v1/activities/act1/cancellation';
const CONSEQUENCES = [
  {
    code: 'assignments_released',
    message: '1 officer is released and free for other work.',
    task: null,
    count: 1,
    amount: null,
    records: [{ kind: 'officer', id: 'o1', label: 'Officer One' }],
  },
  {
    code: 'money_left',
    message: 'Nothing is de-obligated by itself.',
    task: 'Finance de-obligates what no claim will need.',
    count: 1,
    amount: { amount: '38000.00', currency: 'USD' },
    records: [{ kind: 'obligation', id: 'ob1', label: 'OBL1' }],
  },
];

const open = async (onClose = vi.fn()) => ({ onClose, ...(await renderPage(() => <CancelDialog activity={ACTIVITY} onClose={onClose} />)) });

it('shows what follows before it can be confirmed, and wants a reason', async () => {
  const sent: unknown[] = [];
  server.use(
    http.get(ADDRESS, () => HttpResponse.json({ activity_id: 'act1', version: 3, consequences: CONSEQUENCES })),
    http.post('/api/v1/activities/act1/cancel', async ({ request }) => {
      sent.push([request.headers.get('If-Match'), await request.json()]);
      return HttpResponse.json({ id: 'act1' });
    }),
  );
  const { user, container, onClose } = await open();
  const list = await screen.findByRole('list', { name: 'What follows' });
  expect(within(list).getByText(/1 officer is released/)).toBeDefined();
  expect(within(list).getByRole('link', { name: 'Officer One' }).getAttribute('href')).toBe('/officers/o1');
  expect(within(list).getByText('$38,000.00')).toBeDefined();
  expect(screen.getByText(/1 thing will be left to do/)).toBeDefined();
  expect(await axeProblems(container)).toEqual([]);

  await user.click(screen.getByRole('button', { name: 'Cancel activity' }));
  expect(await screen.findByText('Say why in a line or two.')).toBeDefined();
  expect(sent).toEqual([]);
  await user.type(screen.getByLabelText('Reason'), 'Storm');
  await user.click(screen.getByRole('button', { name: 'Cancel activity' }));
  await waitFor(() => expect(onClose).toHaveBeenCalled());
  expect(sent).toEqual([['"3-abc"', { reason: 'Storm' }]]);
});

it('cannot be confirmed while what follows is not known', async () => {
  const sent = vi.fn();
  server.use(
    http.get(ADDRESS, () => problem(503, { detail: 'Busy.' })),
    http.post('/api/v1/activities/act1/cancel', () => {
      sent();
      return HttpResponse.json({ id: 'act1' });
    }),
  );
  const { user } = await open();
  await screen.findByRole('button', { name: /Try again/ });
  await user.type(screen.getByLabelText('Reason'), 'Storm');
  await user.click(screen.getByRole('button', { name: 'Cancel activity' }));
  expect(sent).not.toHaveBeenCalled();
});

it('says so when nothing depends on it', async () => {
  server.use(http.get(ADDRESS, () => HttpResponse.json({ activity_id: 'act1', version: 3, consequences: [] })));
  await open();
  expect(await screen.findByText(/Nothing depends on it/)).toBeDefined();
});
