import { screen, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { expect, it } from 'vitest';
import { axeProblems } from '@/testing/axe';
import { me } from '@/testing/factories';
import { renderPage } from '@/testing/render';
import { server } from '@/testing/server';
import { VettingQueue } from './VettingQueue';

const row = (id: string, next_step: string | null, status: string | null) => ({
  id,
  version: 1,
  activity: { id: 'act1', reference: 'ACT-2026-0001', title: 'Crash investigation', status: 'planning', starts_on: '2026-09-14', ends_on: '2026-09-25' },
  participant: { id: `p-${id}`, name: `Official ${id}`, rank: 'Inspector' },
  unit: { id: 'u1', name: 'Traffic unit' },
  person_case: status ? { id: `c-${id}`, reference: `VT-${id}`, status, valid_to: null } : null,
  unit_case: null,
  cleared: next_step === null,
  due_on: '2026-07-31',
  next_step,
});

function answer(rows: unknown[], asked: string[] = []) {
  server.use(
    http.get('/api/v1/me', () => HttpResponse.json(me({ roles: ['post'], permissions: ['vetting:read', 'vetting:manage', 'vetting:decide'] }))),
    http.get('/api/v1/vetting-cases', () => HttpResponse.json({ items: [], next: null, previous: null })),
    http.get('/api/v1/vetting-queue', ({ request }) => {
      asked.push(new URL(request.url).search);
      return HttpResponse.json({ items: rows, next: null, previous: null, total: rows.length });
    }),
  );
}

it('names the next step of each, opens a case, and reads the queue again', async () => {
  const opened: unknown[] = [];
  const asked: string[] = [];
  answer([row('1', 'nominate_person', null), row('2', 'decide', 'in_review')], asked);
  server.use(
    http.post('/api/v1/vetting-cases', async ({ request }) => {
      opened.push(await request.json());
      return HttpResponse.json({ id: 'c-1' }, { status: 201 });
    }),
  );
  const { user, container } = await renderPage(VettingQueue, { at: '/vetting' });
  const first = (await screen.findByText('Official 1')).closest('tr');
  expect(within(screen.getByText('Official 2').closest('tr') as HTMLElement).getByText('In review')).toBeDefined();
  expect(await axeProblems(container)).toEqual([]);
  const before = asked.length;
  await user.click(within(first as HTMLElement).getByRole('button', { name: /Official 1/ }));
  expect(await screen.findByText('Case opened')).toBeDefined();
  expect(opened).toEqual([{ participant_id: 'p-1' }]);
  expect(asked.length).toBeGreaterThan(before);
  // Who is not cleared is what there is to do; birth data is never part of it.
  expect(asked.every((query) => query.includes('cleared=false'))).toBe(true);
  expect(container.textContent).not.toMatch(/birth/i);
});

it('says so when nobody waits', async () => {
  answer([]);
  await renderPage(VettingQueue, { at: '/vetting' });
  expect(await screen.findByText('Nobody waits for vetting')).toBeDefined();
});
