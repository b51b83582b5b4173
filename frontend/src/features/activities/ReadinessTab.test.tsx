import { screen, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { expect, it } from 'vitest';
import { axeProblems } from '@/testing/axe';
import { renderPage } from '@/testing/render';
import { problem, server } from '@/testing/server';
import type { Activity } from './queries';
import ReadinessTab from './ReadinessTab';

const ACTIVITY = { id: 'act1', title: 'Crash investigation' } as Activity;
const ADDRESS = '/api/v1/activities/act1/readiness';

const item = (type: string, standing: string, passes: boolean, actions: string[] = [], waiver: unknown = null) => ({
  type,
  through: '2026-09-25',
  reason: `Asked for: ${type}.`,
  standing,
  passes,
  message: passes ? 'Valid through 2028-01-05.' : 'Nothing is on file.',
  remedy: passes ? null : 'Record the certificate.',
  item: { type, issued_on: null, expires_on: null, evidence: null, waiver, version: 0 },
  allowed_actions: actions,
});
const officer = (name: string, items: unknown[], ready: boolean) => ({
  assignment_id: `as-${name}`,
  officer: { id: `o-${name}`, name },
  starts_on: '2026-09-14',
  ends_on: '2026-09-25',
  security_training_applies: true,
  days_in_twelve_months: 12,
  days_in_calendar_year: 12,
  ready,
  items,
});

it('shows every officer against everything asked for, and what to do', async () => {
  const waiver = { reason: 'On leave', approved_by: { id: 'u1', name: 'Program officer' }, expires_on: '2026-09-30' };
  server.use(
    http.get(ADDRESS, () =>
      HttpResponse.json({
        activity_id: 'act1',
        types: ['predeployment_training', 'ctat'],
        ready: 1,
        officers: [
          officer('Officer One', [item('predeployment_training', 'met', true), item('ctat', 'waived', true, [], waiver)], true),
          officer('Officer Two', [item('predeployment_training', 'missing', false, ['set', 'waive'])], false),
        ],
      }),
    ),
  );
  const { user, container } = await renderPage(() => <ReadinessTab activity={ACTIVITY} />);
  const table = await screen.findByRole('table', { name: 'Officers by requirements' });
  const [, one, two] = within(table).getAllByRole('row');
  expect(within(one as HTMLElement).getByText('Ready')).toBeDefined();
  expect(within(one as HTMLElement).getByText(/by Program officer: On leave/)).toBeDefined();
  expect(within(two as HTMLElement).getByText('1 item missing')).toBeDefined();
  expect(within(two as HTMLElement).getByText('Not asked for')).toBeDefined();
  expect(screen.getByText(/1 of 2 officers ready/)).toBeDefined();
  expect(await axeProblems(container)).toEqual([]);

  // What is fine offers nothing; what is missing can be recorded or waived.
  expect(within(one as HTMLElement).queryByRole('button')).toBeNull();
  await user.click(within(two as HTMLElement).getByRole('button', { name: /^Waive .* of Officer Two$/ }));
  expect(await screen.findByRole('dialog')).toBeDefined();
});

it('says what is wrong when it cannot be read, and when nobody is assigned', async () => {
  server.use(http.get(ADDRESS, () => problem(503, { detail: 'Busy.' })));
  const { user } = await renderPage(() => <ReadinessTab activity={ACTIVITY} />);
  const again = await screen.findByRole('button', { name: /Try again/ });
  server.use(http.get(ADDRESS, () => HttpResponse.json({ activity_id: 'act1', types: [], ready: 0, officers: [] })));
  await user.click(again);
  expect(await screen.findByText('Nobody assigned')).toBeDefined();
});
