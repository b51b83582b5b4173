import { screen } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { expect, it, vi } from 'vitest';
import { axeProblems } from '@/testing/axe';
import { renderPage } from '@/testing/render';
import { problem, server } from '@/testing/server';
import AskDialog from './AskDialog';
import type { MatchCandidate, Request } from './queries';

const REQUEST = { id: 'r1', urgency: 'routine' } as Request;
const candidate = (id: string, rank: number): MatchCandidate => ({
  agency: { id, name: `Agency ${id}`, state: 'TX' },
  rank,
  score: '70.00',
  parts: [],
  explanation: '',
  contacted: false,
});

it('asks each agency once, keeps those that failed with what to do, and sends only them again', async () => {
  const sent: { body: Record<string, unknown>; key: string | null }[] = [];
  let refuse = true;
  server.use(
    http.post('/api/v1/outreach', async ({ request }) => {
      const body = (await request.json()) as Record<string, unknown>;
      sent.push({ body, key: request.headers.get('Idempotency-Key') });
      if (body.agency_id === 'c' && refuse) return problem(409, { code: 'too_many_open', detail: 'Agency c has 3 open questions.' });
      return HttpResponse.json({ id: `o-${String(body.agency_id)}` }, { status: 201 });
    }),
  );
  const onAsked = vi.fn();
  const onClose = vi.fn();
  const { user, container } = await renderPage(() => (
    <AskDialog
      request={REQUEST}
      candidates={[candidate('a', 1), candidate('b', 2), candidate('c', 3)]}
      chosen={new Set(['a', 'c'])}
      onAsked={onAsked}
      onClose={onClose}
    />
  ));
  const dialog = await screen.findByRole('dialog');
  expect(await axeProblems(container)).toEqual([]);

  // b is passed, so c needs a reason: nothing is sent without it.
  await user.click(screen.getByRole('button', { name: 'Send questions' }));
  expect(await screen.findByText('Say why in a line.')).toBeDefined();
  expect(sent).toEqual([]);

  await user.click(screen.getByLabelText('Why Agency c'));
  await user.paste('Speaks Spanish');
  await user.click(screen.getByRole('button', { name: 'Send questions' }));
  expect(await screen.findByText('Agency c has 3 open questions.')).toBeDefined();
  expect(sent.map(({ body }) => [body.agency_id, body.chosen_reason])).toEqual([
    ['a', null],
    ['c', 'Speaks Spanish'],
  ]);
  expect(onAsked).toHaveBeenCalledWith(new Set(['a']));
  expect(onClose).not.toHaveBeenCalled();

  refuse = false;
  await user.click(screen.getByRole('button', { name: 'Send again what failed' }));
  await vi.waitFor(() => expect(onClose).toHaveBeenCalled());
  expect(sent.map(({ body }) => body.agency_id)).toEqual(['a', 'c', 'c']);
  expect(new Set(sent.map(({ key }) => key)).size).toBe(3);
  expect(dialog).toBeDefined();
}, 20_000);
