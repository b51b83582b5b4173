import { screen, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { expect, it } from 'vitest';
import { axeProblems } from '@/testing/axe';
import { renderPage } from '@/testing/render';
import { server } from '@/testing/server';
import { ResultsPage } from './ResultsPage';

const group = (name: string | null, people: number, rest = false) => ({
  code: null,
  name,
  rest,
  people,
  completion_percent: '90.00',
  mean_gain: rest ? null : '12.50',
  mean_satisfaction: '4.25',
});
const report = (by: string, groups: unknown[]) => ({
  fiscal_year: 2026,
  by,
  smallest_cell: 5,
  activities: 4,
  total: { people: 44, completion_percent: '90.00', mean_gain: '12.50', mean_satisfaction: '4.25' },
  groups,
  after_action: { within_days: 30, on_time: 2, late: 1, open: 1 },
});

it('shows groups, what was put together, and asks for another cut in the address', async () => {
  const asked: string[] = [];
  server.use(
    http.get('/api/v1/reports/results', ({ request }) => {
      const by = new URL(request.url).searchParams.get('by') ?? '';
      asked.push(by);
      return HttpResponse.json(report(by, by === 'country' ? [group('Guatemala', 32), group(null, 12, true)] : [group('female', 20), group(null, 24)]));
    }),
  );
  const { user, container, router } = await renderPage(ResultsPage, { at: '/results' });
  const table = await screen.findByRole('table', { name: 'Results by group' });
  const rest = (await within(table).findByText(/put together/)).closest('tr');
  expect(rest?.textContent).toContain('12');
  // The mean of few people is not told.
  expect(rest?.textContent).toContain('—');
  expect(screen.getByText('2 of 4')).toBeDefined();
  expect(await axeProblems(container)).toEqual([]);

  await user.click(screen.getByRole('radio', { name: 'Sex' }));
  expect(await screen.findByText('Female')).toBeDefined();
  expect(screen.getByText('Not recorded')).toBeDefined();
  expect(router.state.location.search).toMatchObject({ by: 'sex' });
  expect(asked).toEqual(['country', 'sex']);
});

it('says so when nothing can be told', async () => {
  server.use(http.get('/api/v1/reports/results', () => HttpResponse.json({ ...report('country', []), total: { people: null, completion_percent: null, mean_gain: null, mean_satisfaction: null } })));
  await renderPage(ResultsPage, { at: '/results' });
  expect(await screen.findByText('Nothing that can be told of this year')).toBeDefined();
});
