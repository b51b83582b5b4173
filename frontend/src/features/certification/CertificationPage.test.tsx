import { screen, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { beforeEach, expect, it } from 'vitest';
import { axeProblems } from '@/testing/axe';
import { renderPage } from '@/testing/render';
import { server } from '@/testing/server';
import { CertificationPage } from './CertificationPage';

const usd = (amount: string) => ({ amount, currency: 'USD' });
const CERTIFICATION = {
  claim: { id: 'c1', reference: 'CLM-2026-0001' },
  status: 'approved',
  approved: usd('60.00'),
  disallowed: usd('0.00'),
  obligation: {
    id: 'o1',
    reference: 'OBL2600001',
    fund: 'INCLE 2026',
    status: 'open',
    available_to: '2026-09-30',
    cancels_on: '2031-09-30',
    unliquidated: usd('500.00'),
    promised: usd('100.00'),
    left: usd('400.00'),
  },
  hands: [
    { duty: 'preparer', person: { id: 'u1', name: 'Agency coordinator' } },
    { duty: 'certifier', person: null },
  ],
  statement: 'I certify that the information in this voucher is correct.',
  source: '31 USC 3528',
  problems: [] as { code: string; message: string }[],
  advice: 'Leave it uncertified and tell the finance reviewer why.',
};
const CLOCK = {
  claim: CERTIFICATION.claim,
  regime: 'vendor_invoice',
  due_on: '2026-07-31',
  days_late: 0,
  days_left: 30,
  charge: 'nothing',
  accrued: usd('0.00'),
  per_day: usd('0.01'),
  rule: '5 CFR 1315',
  formula: null,
};
let certification = CERTIFICATION;

beforeEach(() => {
  certification = CERTIFICATION;
  server.use(
    http.get('/api/v1/claims/c1/certification', () => HttpResponse.json(certification)),
    http.get('/api/v1/claims/c1/payment-clock', () => HttpResponse.json(CLOCK)),
    http.get('/api/v1/claims/c1', () =>
      HttpResponse.json({ id: 'c1', reference: 'CLM-2026-0001', status: 'approved', allowed_actions: ['certify'] }, { headers: { etag: '"5-00000000"' } }),
    ),
  );
});

const open = () => renderPage(CertificationPage, { at: '/certification/c1', path: '/certification/$id' });

it('certifies once the statement was ticked, naming the version that was read', async () => {
  let version: string | null = null;
  server.use(
    http.post('/api/v1/claims/c1/certify', ({ request }) => {
      version = request.headers.get('if-match');
      return HttpResponse.json({ id: 'c1' });
    }),
  );
  const { user, container } = await open();
  const button = await screen.findByRole('button', { name: 'Certify for payment' });
  expect(await axeProblems(container)).toEqual([]);
  await user.click(button);
  const dialog = await screen.findByRole('dialog');
  await user.click(within(dialog).getByRole('button', { name: 'Certify for payment' }));
  expect(await within(dialog).findByText('Read the statement and tick this first.')).toBeDefined();
  expect(version).toBeNull();
  await user.click(within(dialog).getByRole('checkbox'));
  await user.click(within(dialog).getByRole('button', { name: 'Certify for payment' }));
  expect(await screen.findByText('CLM-2026-0001 certified for payment')).toBeDefined();
  expect(version).toBe('"5-00000000"');
});

it('says what stands in the way, and what to do instead', async () => {
  certification = { ...CERTIFICATION, problems: [{ code: 'over_balance', message: '40.00 USD is left of the obligation.' }] };
  await open();
  expect(await screen.findByText('40.00 USD is left of the obligation.')).toBeDefined();
  expect(screen.getByText(CERTIFICATION.advice)).toBeDefined();
  expect(screen.getByRole('link', { name: 'Voucher (PDF)' }).getAttribute('href')).toBe('/api/v1/claims/c1/voucher');
  expect(screen.queryByRole('button', { name: 'Certify for payment' })).toBeNull();
});
