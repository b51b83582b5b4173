import { screen, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { beforeEach, expect, it } from 'vitest';
import { axeProblems } from '@/testing/axe';
import { renderPage } from '@/testing/render';
import { server } from '@/testing/server';
import { RunPage } from './RunPage';
import ToPay from './ToPay';

const usd = (amount: string) => ({ amount, currency: 'USD' });
const RUN = {
  id: 'r1',
  reference: 'RUN-2026-0001',
  status: 'sent',
  note: null,
  lines: 1,
  pending_lines: 1,
  returned_lines: 0,
  total: usd('60.00'),
  paid: usd('0.00'),
  pending: usd('60.00'),
  returned: usd('0.00'),
  interest: usd('0.00'),
  sent_at: '2026-07-01T12:00:00Z',
  file_sha256: 'ab'.repeat(32),
  made_by: { id: 'u1', name: 'Certifying officer' },
  sent_by: { id: 'u1', name: 'Certifying officer' },
  allowed_actions: ['answer'],
  version: 2,
  created_at: '2026-07-01T11:00:00Z',
  updated_at: '2026-07-01T12:00:00Z',
};
const ITEM = {
  id: 'i1',
  line: 1,
  status: 'pending',
  claim: { id: 'c1', reference: 'CLM-2026-0001' },
  agency: { id: 'a1', name: 'Agency of a city' },
  payee: 'Officer of a city',
  obligation: { id: 'o1', reference: 'OBL2600001' },
  amount: usd('60.00'),
  interest: null,
  due_on: '2026-07-31',
  paid_on: null,
  treasury_reference: null,
  returned_on: null,
  return_reason: null,
};

beforeEach(() => {
  server.use(
    http.get('/api/v1/payment-runs/r1', () => HttpResponse.json(RUN, { headers: { etag: '"2-00000000"' } })),
    http.get('/api/v1/payment-runs/r1/items', () => HttpResponse.json({ items: [ITEM], total: 1 })),
  );
});

const open = () => renderPage(RunPage, { at: '/payment-runs/r1', path: '/payment-runs/$id' });

it('gives the file of a sent run', async () => {
  const { container } = await open();
  const file = await screen.findByRole<HTMLAnchorElement>('link', { name: 'Download file' });
  expect(file.getAttribute('href')).toBe('/api/v1/payment-runs/r1/file');
  const table = await screen.findByRole('table', { name: 'Claims of the run' });
  expect(await within(table).findByText('CLM-2026-0001')).toBeDefined();
  expect(await axeProblems(container)).toEqual([]);
});

it('keeps the answer in its dialog and says why the server refused it', async () => {
  let sent: unknown;
  server.use(
    http.post('/api/v1/payment-runs/r1/answer', async ({ request }) => {
      sent = await request.json();
      return HttpResponse.json({ rows: [{ row: 1, claim: 'CLM-2026-0001', result: 'refused', code: 'x', message: 'The day lies ahead.', interest: null }] });
    }),
  );
  const { user } = await open();
  await user.click(await screen.findByRole('button', { name: 'Record answer' }));
  await user.selectOptions(await screen.findByLabelText('Claim'), 'CLM-2026-0001');
  await user.type(screen.getByLabelText('Treasury reference'), 'TRS-1');
  await user.type(screen.getByLabelText('Paid on'), '2026-07-02');
  await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Record answer' }));
  expect(await screen.findByText('The day lies ahead.')).toBeDefined();
  expect(sent).toEqual({
    rows: [{ claim: 'CLM-2026-0001', outcome: 'paid', treasury_reference: 'TRS-1', on: '2026-07-02', amount: usd('60.00'), reason: null }],
  });
});

it('takes the answer as a file and says by line what could not be taken', async () => {
  let sent: string | null = null;
  const refused = { row: 2, line: 3, claim: 'CLM-2026-0002', result: 'refused', code: 'unreadable', message: 'Write the day as 2026-09-28.', interest: null };
  server.use(
    http.post('/api/v1/payment-runs/r1/answer-file', ({ request }) => {
      sent = request.headers.get('content-type');
      return HttpResponse.json({ run: RUN, status: 'sent', confirmed: 1, returned: 0, repeated: 0, refused: 1, pending: 0, rows: [refused] });
    }),
  );
  const { user } = await open();
  await user.click(await screen.findByRole('button', { name: 'Upload answer' }));
  const dialog = await screen.findByRole('dialog', { name: 'Upload the Treasury’s answer' });
  await user.upload(within(dialog).getByLabelText('File'), new File(['claim\n'], 'answer.csv', { type: 'text/csv' }));
  await user.click(within(dialog).getByRole('button', { name: 'Take answer' }));
  expect((await within(dialog).findByRole('alert')).textContent).toContain('1 row could not be taken; 1 confirmed.');
  expect(within(dialog).getByText('Line 3, CLM-2026-0002: Write the day as 2026-09-28.')).toBeDefined();
  expect(sent).toMatch(/^multipart\/form-data/);
});

it('makes a run of the claims that were ticked', async () => {
  let body: unknown;
  const claim = { id: 'c1', reference: 'CLM-2026-0001', agency: ITEM.agency, officer: null, due_on: '2026-07-31', approved: usd('60.00') };
  server.use(
    http.get('/api/v1/claims', ({ request }) => {
      const asked = new URL(request.url).searchParams;
      return HttpResponse.json({ items: asked.get('status') === 'certified' && asked.get('in_payment_run') === 'false' ? [claim] : [], total: 1 });
    }),
    http.post('/api/v1/payment-runs', async ({ request }) => {
      body = await request.json();
      return HttpResponse.json(RUN, { status: 201 });
    }),
  );
  const { user, router, container } = await renderPage(ToPay, { at: '/payment-runs?view=to-pay' });
  const box = await screen.findByRole('checkbox', { name: /CLM-2026-0001/ });
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Make payment run' }).disabled).toBe(true);
  expect(await axeProblems(container)).toEqual([]);
  await user.click(box);
  expect(screen.getByText('1 claim chosen: $60.00')).toBeDefined();
  await user.click(screen.getByRole('button', { name: 'Make payment run' }));
  expect(await screen.findByText('RUN-2026-0001 made')).toBeDefined();
  expect(body).toEqual({ claim_ids: ['c1'] });
  expect(router.state.location.pathname).toBe('/payment-runs/r1');
});
