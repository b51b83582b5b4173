import { screen, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { expect, it } from 'vitest';
import { axeProblems } from '@/testing/axe';
import { me } from '@/testing/factories';
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
  timesheet_id: null,
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
  disallowed: null,
  prepared_by: { id: 'u1', name: 'Preparer' },
  program_reviewer: null,
  finance_reviewer: null,
  certifier: null,
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

const reviewed = (changes: Record<string, unknown>) => {
  server.use(
    http.get('/api/v1/receipts', () => HttpResponse.json({ items: [], next: null, previous: null })),
    http.get('/api/v1/claims/c1/review', () => HttpResponse.json({ ...claim('finance_review', ['return', 'decide']), ...changes }, { headers: { ETag: '"3-abc"' } })),
    http.get('/api/v1/claims', ({ request }) => {
      const items = new URL(request.url).searchParams.has('parent_claim_id') ? [{ id: 'c2', reference: 'CLM-2026-0010', status: 'draft' }] : [];
      return HttpResponse.json({ items, next: null, previous: null, total: items.length });
    }),
  );
};

it('allows the rest after a question, keeps what was said, and takes it back', async () => {
  reviewed({});
  const { user, container } = await renderPage(() => <ClaimPage />, PAGE);
  await user.click(await screen.findByRole('radio', { name: 'Disallow' }));
  expect(screen.getByText('1 of 2 lines decided.')).toBeDefined();
  await user.click(screen.getByRole('button', { name: 'Allow the rest' }));
  await user.click(screen.getByRole('button', { name: 'Allow them' }));
  expect(screen.getByText('Every line is decided.')).toBeDefined();
  expect(await axeProblems(container)).toEqual([]);
  await user.click(screen.getByRole('button', { name: 'Undo: 1 line allowed together' }));
  expect(screen.getByText('1 of 2 lines decided.')).toBeDefined();
  expect(screen.getByRole<HTMLInputElement>('radio', { name: 'Disallow' }).checked).toBe(true);
});

it('says that somebody else decides what this person prepared', async () => {
  reviewed({ prepared_by: { id: me().id, name: 'Me' } });
  await renderPage(() => <ClaimPage />, PAGE);
  const decide = await screen.findByRole<HTMLButtonElement>('button', { name: 'Decide' });
  expect(decide.disabled).toBe(true);
  expect(screen.getByText('You prepared this claim: this step is for somebody else.')).toBeDefined();
});

it('leads from a claim to the one that claims the rest again', async () => {
  reviewed({ status: 'partial', approved: usd('150.00'), disallowed: usd('50.00'), allowed_actions: [], acts_next: 'certifying_officer' });
  await renderPage(() => <ClaimPage />, PAGE);
  const link = await screen.findByRole('link', { name: 'CLM-2026-0010' });
  expect(link.getAttribute('href')).toBe('/claims/c2');
  expect(screen.getByText('Waits for the certifying officer, who must be somebody else than Preparer.')).toBeDefined();
});

it('starts a line from what was agreed and is not claimed yet', async () => {
  reviewed({ status: 'draft', kind: 'invoice', allowed_actions: ['submit'], agreed: [{ category: 'airfare', agreed: usd('640.00'), claimed_elsewhere: usd('40.00') }] });
  const { user } = await renderPage(() => <ClaimPage />, PAGE);
  await user.click(await screen.findByRole('button', { name: /Start a line of airfare/ }));
  const amount = await screen.findByRole<HTMLInputElement>('textbox', { name: /Amount/ });
  expect(amount.value).toBe('600.00');
  expect(screen.getByRole<HTMLSelectElement>('combobox', { name: /Category/ }).value).toBe('airfare');
});
