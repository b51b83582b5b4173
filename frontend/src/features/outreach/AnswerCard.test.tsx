import { screen } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { describe, expect, it, vi } from 'vitest';
import { axeProblems } from '@/testing/axe';
import { renderPage } from '@/testing/render';
import { problem, server } from '@/testing/server';
import AnswerCard from './AnswerCard';
import { totalOf } from '@/shared/costs';
import { asOffer, datesOf } from './offerForm';
import type { Outreach } from './queries';

const OUTREACH = { data: { id: 'o1', due_at: '2099-01-01T00:00:00Z' } as Outreach, etag: '"1-a"' };

describe('the answer of an agency', { timeout: 20_000 }, () => {
  it('sends a no without a reason, and says that it costs nothing', async () => {
    const sent: unknown[] = [];
    server.use(
      http.post('/api/v1/outreach/o1/reply', async ({ request }) => {
        sent.push([await request.json(), request.headers.get('If-Match')]);
        return HttpResponse.json({ id: 'o1' });
      }),
    );
    const { user, container } = await renderPage(() => <AnswerCard outreach={OUTREACH} />);
    expect(screen.getByText(/A no has no consequence/)).toBeDefined();
    expect(screen.queryByRole('button', { name: /^Send/ })).toBeNull();
    await user.click(screen.getByRole('radio', { name: /Not this time/ }));
    expect(screen.getByLabelText(/^Reason/)).toBeDefined();
    expect(screen.getByText(/Those who choose agencies never see it/)).toBeDefined();
    expect(await axeProblems(container)).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Send: not this time' }));
    await vi.waitFor(() => expect(sent).toEqual([[{ answer: 'declined', reason: null }, '"1-a"']]));
  });

  it('sends no reason that was typed before the mind was changed', async () => {
    const sent: unknown[] = [];
    server.use(
      http.post('/api/v1/outreach/o1/reply', async ({ request }) => {
        sent.push(await request.json());
        return HttpResponse.json({ id: 'o1' });
      }),
    );
    const { user } = await renderPage(() => <AnswerCard outreach={OUTREACH} />);
    await user.click(screen.getByRole('radio', { name: /Not this time/ }));
    await user.click(screen.getByLabelText(/^Reason/));
    await user.paste('Too busy');
    await user.click(screen.getByRole('radio', { name: /Interested/ }));
    await user.click(screen.getByRole('button', { name: 'Send: we are interested' }));
    await vi.waitFor(() => expect(sent).toEqual([{ answer: 'interested', reason: null }]));
  });

  it('says so when somebody else has answered meanwhile', async () => {
    server.use(http.post('/api/v1/outreach/o1/reply', () => problem(412, { code: 'stale_version' })));
    const { user } = await renderPage(() => <AnswerCard outreach={OUTREACH} />);
    await user.click(screen.getByRole('radio', { name: /Interested/ }));
    await user.click(screen.getByRole('button', { name: 'Send: we are interested' }));
    expect(await screen.findByRole('heading', { name: 'Someone changed this meanwhile' })).toBeDefined();
    expect(screen.getByText(/Nothing was done/)).toBeDefined();
  });
});

const line = (amount: string) => ({ category: 'mie', description: 'Meals', amount });

describe('the costs of an offer', () => {
  it('are summed to the cent; what is no amount yet counts as nothing', () => {
    expect(totalOf([line('0.10'), line('0.20'), line('1,345.65'), line('12.'), line('')])).toEqual({ amount: '1345.95', currency: 'USD' });
  });
  it('are sent without the separators that people type', () => {
    const sent = asOffer('o1', { officers: ['f1'], starts_on: '2026-09-14', ends_on: '2026-09-25', cost_lines: [line(' 1,345.65 ')], package_id: '', note: ' ' });
    expect(sent.cost_lines?.[0]?.amount).toEqual({ amount: '1345.65', currency: 'USD' });
    expect(sent.note).toBeNull();
  });
});

describe('an offer from a package', () => {
  const window = { starts_on: '2026-09-28', ends_on: '2026-10-02' };
  it('lays the days of the package from the first day of the window, and no further than its last', () => {
    expect(datesOf({ days: 1 }, window)).toEqual({ starts_on: '2026-09-28', ends_on: '2026-09-28' });
    expect(datesOf({ days: 4 }, window)).toEqual({ starts_on: '2026-09-28', ends_on: '2026-10-01' });
    expect(datesOf({ days: 12 }, window)).toEqual(window);
  });
});
