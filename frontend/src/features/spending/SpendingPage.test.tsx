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

it('leads from each figure of the ageing to its claims', async () => {
  const bucket = (from_days: number, to_days: number | null, claims: number) => ({
    from_days,
    to_days,
    proper_from: to_days === null ? null : '2026-06-01',
    proper_to: '2026-06-15',
    claims,
    amount: usd(`${claims}00.00`),
  });
  const buckets = [bucket(0, 7, 0), bucket(8, 14, 0), bucket(15, 30, 2), bucket(31, 60, 0), bucket(61, null, 1)];
  const ofAge = { claims: 3, amount: usd('300.00'), buckets };
  server.use(
    http.get('/api/v1/reports/ageing', () =>
      HttpResponse.json({ as_of: '2026-07-01', by: 'agency', total: ofAge, groups: [{ key: 'a1', name: 'Agency of a city', ...ofAge }] }),
    ),
  );
  const { container } = await renderPage(SpendingPage, { at: '/spending?view=ageing' });
  const table = await screen.findByRole('table', { name: 'Unpaid claims by group and age' });
  const link = await within(table).findByRole<HTMLAnchorElement>('link', { name: '$200.00' });
  expect(decodeURIComponent(link.href)).toContain('/claims?view=unpaid&agency_id=a1&proper_on.gte=2026-06-01&proper_on.lte=2026-06-15');
  const oldest = within(table).getByRole<HTMLAnchorElement>('link', { name: '$100.00' });
  expect(oldest.href).not.toContain('proper_on.gte');
  expect(await axeProblems(container)).toEqual([]);
});
