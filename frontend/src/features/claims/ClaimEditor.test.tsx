import { screen, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { expect, it } from 'vitest';
import { axeProblems } from '@/testing/axe';
import { renderPage } from '@/testing/render';
import { problem, server } from '@/testing/server';
import { ClaimPage } from './ClaimPage';

const usd = (amount: string) => ({ amount, currency: 'USD' });
const line = (number: number, category: string) => ({
  id: `line-${number}`,
  line_number: number,
  category,
  service_on: '2026-09-14',
  service_ends_on: null,
  description: 'As the receipt has it',
  officer: null,
  location: null,
  travel_day: null,
  meals_furnished: [],
  quantity: null,
  unit_rate: null,
  amount: usd('100.00'),
  fx_rate: null,
  fx_source: null,
  receipt_attached: false,
  receipt_id: null,
  duplicate_override_reason: null,
  claimed: usd('100.00'),
  allowed: usd('90.00'),
  approved: null,
  disallowed: null,
  disallow_code: null,
  disallow_note: null,
  explanation: null,
  version: 1,
});
const claim = (status: string, actions: string[]) => ({
  id: 'c1',
  reference: 'CLM-2026-0009',
  kind: 'travel_voucher',
  status,
  agency: { id: 'a1', name: 'Demo Police Department' },
  activity: { id: 'act1', reference: 'ACT-2026-0001', title: 'Crash investigation' },
  country: null,
  officer: null,
  instrument: { id: 'i1', reference: 'DEMO2026' },
  parent: null,
  period: { starts_on: '2026-09-14', ends_on: '2026-09-18' },
  claimed: usd('200.00'),
  allowed: status === 'draft' ? null : usd('180.00'),
  approved: null,
  acts_next: 'finance_reviewer',
  submitted_at: null,
  due_on: null,
  age_days: null,
  paid_on: null,
  payment: null,
  signatory_name: null,
  warnings: [],
  notices: [],
  agreed: [],
  summary: [],
  version: 3,
  allowed_actions: actions,
  lines: [line(1, 'lodging'), line(2, 'visa_fee')],
});
const PAGE = { at: '/claims/c1', path: '/claims/$id' };

it('shows what stands against a submission at the lines it is about', async () => {
  const sent: { body: unknown; version: string | null }[] = [];
  server.use(
    http.get('/api/v1/receipts', () => HttpResponse.json({ items: [], next: null, previous: null })),
    http.get('/api/v1/claims/c1/review', () => HttpResponse.json(claim('draft', ['submit', 'withdraw']), { headers: { ETag: '"3-abc"' } })),
    http.post('/api/v1/claims/c1/submit', async ({ request }) => {
      sent.push({ body: await request.json(), version: request.headers.get('If-Match') });
      return problem(422, {
        code: 'invalid',
        detail: 'The claim cannot be submitted.',
        errors: [
          { pointer: '/expenses/line-2', code: 'no_receipt', message: 'Line 2: a receipt is needed above 75.00.' },
          { pointer: '/period', code: 'early', message: 'The period has not ended.' },
        ],
      });
    }),
  );
  const { user, container } = await renderPage(() => <ClaimPage />, PAGE);
  await user.click(await screen.findByRole('button', { name: 'Hand in' }));
  await user.click(await screen.findByRole('button', { name: 'Certify and hand in' }));
  expect(await screen.findByText('The signatory must certify that the claim is true.')).toBeDefined();
  expect(sent).toEqual([]);

  await user.click(screen.getByRole('checkbox'));
  await user.click(screen.getByRole('button', { name: 'Certify and hand in' }));
  const problemText = await screen.findByText('A receipt is needed above 75.00.');
  expect(problemText.closest('li')?.textContent).toContain('Visa fee');
  expect(within(screen.getByRole('alert')).getByText('The period has not ended.')).toBeDefined();
  expect(sent).toEqual([{ body: { signatory_name: 'Program officer', certifies_truth: true }, version: '"3-abc"' }]);
  expect(await axeProblems(container)).toEqual([]);
});

it('says in the dock why a decision is refused, and keeps what was chosen', async () => {
  const sent: unknown[] = [];
  server.use(
    http.get('/api/v1/receipts', () => HttpResponse.json({ items: [], next: null, previous: null })),
    http.get('/api/v1/claims/c1/review', () => HttpResponse.json(claim('finance_review', ['return', 'decide']), { headers: { ETag: '"3-abc"' } })),
    http.get('/api/v1/claims', () => HttpResponse.json({ items: [], next: null, previous: null, total: 0 })),
    http.post('/api/v1/claims/c1/decide', async ({ request }) => {
      sent.push(await request.json());
      return problem(409, { code: 'already_preparer', detail: 'You prepared this claim; the finance reviewer must be somebody else.' });
    }),
  );
  const { user } = await renderPage(() => <ClaimPage />, PAGE);
  const decide = await screen.findByRole('button', { name: 'Decide' });
  await user.click(screen.getByRole('radio', { name: 'Disallow' }));
  await user.click(decide);
  expect(await screen.findByText('Say why it is paid less than it allows.')).toBeDefined();
  expect(sent).toEqual([]);

  await user.selectOptions(screen.getByLabelText('Reason'), 'duplicate');
  await user.click(screen.getByRole('button', { name: 'Decide' }));
  expect((await screen.findByRole('alert')).textContent).toContain('the finance reviewer must be somebody else');
  expect(sent).toEqual([
    { lines: [{ expense_id: 'line-1', approved_amount: usd('0.00'), disallow_code: 'duplicate', note: null }] },
  ]);
  expect(screen.getByRole<HTMLInputElement>('radio', { name: 'Disallow' }).checked).toBe(true);
});
