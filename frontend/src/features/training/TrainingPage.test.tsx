import { screen, waitFor } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { expect, it } from 'vitest';
import { axeProblems } from '@/testing/axe';
import { me } from '@/testing/factories';
import { renderPage } from '@/testing/render';
import { server } from '@/testing/server';
import { TrainingPage } from './TrainingPage';

const days = { starts_on: '2026-07-06', ends_on: '2026-07-10' };

function answer(actions: string[]) {
  const posted: unknown[] = [];
  const session = { id: 's1', name: 'Pre-deployment 7', location: 'Virginia', ...days, capacity: 20, enrolled: 1, version: 3, allowed_actions: actions };
  const enrollment = {
    id: 'e1',
    session: { id: 's1', name: 'Pre-deployment 7', ...days },
    officer: { id: 'o1', name: 'Officer One' },
    agency: { id: 'a1', name: 'Demo Police Department' },
    attended: null,
    credential_id: null,
    version: 2,
  };
  server.use(
    http.get('/api/v1/me', () => HttpResponse.json(me({ permissions: ['training:manage', 'training:enroll', 'officers:read'] }))),
    http.get('/api/v1/training-sessions/s1', () => HttpResponse.json(session, { headers: { ETag: '"3-abc"' } })),
    http.get('/api/v1/training-sessions/s1/enrollments', () => HttpResponse.json({ items: [enrollment], next: null, previous: null })),
    http.post('/api/v1/training-sessions/s1/enrollments/e1/record-attendance', async ({ request }) => {
      posted.push([request.headers.get('If-Match'), await request.json()]);
      return HttpResponse.json({ ...enrollment, attended: true });
    }),
  );
  return posted;
}

const open = () => renderPage(TrainingPage, { at: '/training/s1', path: '/training/$id' });

it('does not offer attendance before the session is over', async () => {
  answer(['update', 'delete', 'enroll']);
  const { container } = await open();
  expect(await screen.findByRole('button', { name: 'Withdraw: Officer One' })).toBeDefined();
  expect(await screen.findByRole('button', { name: 'Enrol officer' })).toBeDefined();
  expect(screen.queryByRole('button', { name: 'Attended: Officer One' })).toBeNull();
  expect(await axeProblems(container)).toEqual([]);
});

it('records attendance once it is, with the version of the place', async () => {
  const posted = answer(['update', 'delete', 'record_attendance']);
  const { user } = await open();
  await user.click(await screen.findByRole('button', { name: 'Attended: Officer One' }));
  await waitFor(() => expect(posted).toEqual([['"2"', { attended: true }]]));
  expect(await screen.findByText('Officer One certified')).toBeDefined();
  expect(screen.queryByRole('button', { name: 'Enrol officer' })).toBeNull();
});
