import { screen, waitFor } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { afterEach, expect, it } from 'vitest';
import { axeProblems } from '@/testing/axe';
import { renderPage } from '@/testing/render';
import { problem, server } from '@/testing/server';
import { AnswerPage } from './AnswerPage';

const QUESTION = {
  state: 'open',
  recipient: 'Demo contact',
  agency: 'Demo City Police Department',
  title: 'Crash investigation',
  need: 'Two instructors for a week.',
  message: null,
  modality: 'overseas_train',
  countries: ['Guatemala'],
  expertise: ['Traffic'],
  languages: ['es'],
  headcount: 2,
  starts_on: '2026-09-14',
  ends_on: '2026-09-25',
  due_at: '2026-07-14T03:59:59Z',
  late: true,
};

afterEach(() => {
  globalThis.location.hash = '';
});

it('answers only when somebody presses, with the secret in a header', async () => {
  globalThis.location.hash = '#the-secret';
  const sent: { token: string | null; body: unknown }[] = [];
  server.use(
    http.get('/api/v1/answer-link', () => HttpResponse.json(QUESTION)),
    http.post('/api/v1/answer-link', async ({ request }) => {
      sent.push({ token: request.headers.get('Answer-Token'), body: await request.json() });
      return HttpResponse.json({ answer: 'declined', late: true });
    }),
  );
  const { user, container } = await renderPage(AnswerPage);
  await screen.findByText('The date has passed. A late answer is welcome and counts the same.');
  expect(screen.getByText(/a no has no consequence/)).toBeDefined();
  expect(sent).toEqual([]);
  expect(await axeProblems(container)).toEqual([]);
  await user.click(screen.getByRole('radio', { name: /Not this time/ }));
  await user.click(screen.getByRole('button', { name: 'Send: not this time' }));
  await screen.findByText('Thank you. Not this time is noted');
  expect(sent).toEqual([{ token: 'the-secret', body: { answer: 'declined', reason: null } }]);
  await waitFor(() => expect(screen.queryByRole('radio')).toBeNull());
});

it('says what to do with a link that cannot be used', async () => {
  server.use(http.get('/api/v1/answer-link', () => problem(410, { code: 'link_expired', detail: 'This link has ended. Write to the programme officer.' })));
  await renderPage(AnswerPage);
  await screen.findByText('This link has ended. Write to the programme officer.');
  expect(screen.queryByRole('radio')).toBeNull();
});
