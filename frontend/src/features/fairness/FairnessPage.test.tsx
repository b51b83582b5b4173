import { screen } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { expect, it } from 'vitest';
import { axeProblems } from '@/testing/axe';
import { renderPage } from '@/testing/render';
import { problem, server } from '@/testing/server';
import { FairnessPage, inWords } from './FairnessPage';

const COUNTS = { eligible: 4, asked: 1, offered: 1, accepted: 0 };

it('sets those who had declined beside the others, and keeps the quarter in the address', async () => {
  const asked: URL[] = [];
  server.use(
    http.get('/api/v1/reports/fairness', ({ request }) => {
      asked.push(new URL(request.url));
      return HttpResponse.json({
        fiscal_year: 2026,
        quarter: 3,
        band: 5,
        items: [{ score: '75', declined_before: COUNTS, others: { ...COUNTS, asked: 2, offered: 0 } }],
        asked_difference: '-0.2500',
        accepted_difference: null,
      });
    }),
  );
  const { user, router, container } = await renderPage(FairnessPage, { at: '/fairness' });
  expect(await screen.findByText('25.0 points')).toBeDefined();
  expect(screen.getByText('Less often than others')).toBeDefined();
  expect(screen.getByText('1 of 4')).toBeDefined();
  expect(screen.getByText('No offers')).toBeDefined();
  expect(await axeProblems(container)).toEqual([]);
  await user.click(screen.getByLabelText('Q2'));
  expect(router.state.location.search).toMatchObject({ fiscal_year: '2026', quarter: '2' });
  await screen.findByText('25.0 points');
  expect(asked.at(-1)?.searchParams.get('quarter')).toBe('2');
});

it('says what is missing to those who may not see it', async () => {
  server.use(http.get('/api/v1/reports/fairness', () => problem(403, { code: 'forbidden', permission: 'fairness:read' })));
  await renderPage(FairnessPage, { at: '/fairness' });
  expect(await screen.findByRole('alert')).toBeDefined();
  expect(screen.queryByText('Accepted, had declined against others')).toBeNull();
});

it('says differences in words', () => {
  expect(inWords('0.0004')).toEqual({ value: '0.0 points', note: 'As often as others' });
  expect(inWords('0.1250').note).toBe('More often than others');
  expect(inWords(null).value).toBe('–');
});
