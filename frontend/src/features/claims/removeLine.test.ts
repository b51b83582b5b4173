import { http, HttpResponse } from 'msw';
import { QueryClient } from '@tanstack/react-query';
import { expect, it, vi } from 'vitest';
import { shownToasts } from '@/shared/ui/toast';
import { server } from '@/testing/server';
import type { Line } from './queries';
import { removeLine } from './removeLine';

const STORED = {
  id: 'e1',
  claim: { id: 'c1', reference: 'CLM-1' },
  line_number: 2,
  category: 'lodging',
  service_on: '2026-06-01',
  service_ends_on: null,
  description: 'Hotel',
  amount: { amount: '1500.000', currency: 'GTQ' },
  fx_rate: '0.13',
  fx_source: 'rate_table',
  quantity: null,
  unit_rate: null,
  tax: null,
  location: 'Guatemala City',
  travel_day: null,
  meals_furnished: [],
  officer: { id: 'o1', name: 'Officer' },
  receipt_id: 'r1',
  timesheet_id: null,
  receipt_attached: true,
  prior_approval: null,
  version: 4,
};

it('puts a removed line back with all that was entered, its receipt too', async () => {
  const sent: unknown[] = [];
  server.use(
    http.get('/api/v1/expenses/e1', () => HttpResponse.json(STORED, { headers: { ETag: '"4"' } })),
    http.delete('/api/v1/expenses/e1', ({ request }) => {
      sent.push(request.headers.get('if-match'));
      return new HttpResponse(null, { status: 204 });
    }),
    http.post('/api/v1/expenses', async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json(STORED, { status: 201 });
    }),
  );
  await removeLine(new QueryClient(), { id: 'e1', version: 4, line_number: 2 } as Line);
  expect(sent).toEqual(['"4"']);

  const offer = shownToasts().at(-1);
  expect(offer?.text).toBe('Line 2 deleted');
  offer?.action?.onSelect();
  await vi.waitFor(() => expect(shownToasts().at(-1)?.text).toContain('Line 2 is back'));
  expect(sent[1]).toMatchObject({
    claim_id: 'c1',
    category: 'lodging',
    amount: { amount: '1500.000', currency: 'GTQ' },
    fx_source: 'rate_table',
    fx_rate: null,
    officer_id: 'o1',
    receipt_id: 'r1',
  });
});
