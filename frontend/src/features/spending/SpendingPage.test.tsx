import { screen, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { expect, it } from 'vitest';
import { axeProblems } from '@/testing/axe';
import { renderPage } from '@/testing/render';
import { server } from '@/testing/server';
import { SpendingPage } from './SpendingPage';

const usd = (amount: string) => ({ amount, currency: 'USD' });
const figures = { payments: 4, in_time: 3, median_days: 12, slow_days: 41, longest_days: 41, amount: usd('5400.00'), interest: usd('2.71') };

it('leads from a sum to the expenses of its year', async () => {
  server.use(
    http.get('/api/v1/reports/reimbursed', () =>
      HttpResponse.json({ items: [{ country: { id: 'c1', name: 'Guatemala' }, lines: 20, approved: usd('3308.40') }], groups: 1, lines: 20, total: usd('3308.40') }),
    ),
  );
  const { container } = await renderPage(SpendingPage, { at: '/spending?fiscal_year=2026' });
  expect(await screen.findByText('$3,308.40 reimbursed')).toBeDefined();
  const link = screen.getByRole<HTMLAnchorElement>('link', { name: 'Guatemala' });
  expect(decodeURIComponent(link.href)).toContain('/expenses?paid_on.gte=2025-10-01&paid_on.lte=2026-09-30&paid=true&country_id=c1');
  expect(await axeProblems(container)).toEqual([]);
});

it('says how long agencies waited, and what being late cost', async () => {
  server.use(
    http.get('/api/v1/reports/payment-times', () =>
      HttpResponse.json({ fiscal_year: 2026, by: 'agency', within_days: 30, total: figures, groups: [{ key: 'a1', name: 'Agency of a city', ...figures }] }),
    ),
  );
  const { container } = await renderPage(SpendingPage, { at: '/spending?view=time-to-pay' });
  const table = await screen.findByRole('table', { name: 'Time to pay by group' });
  expect((await within(table).findByText('Agency of a city')).closest('tr')?.textContent).toContain('12 days');
  expect(screen.getByText('within 30 days of a proper claim')).toBeDefined();
  expect(await axeProblems(container)).toEqual([]);
});
