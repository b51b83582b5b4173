import { screen, waitFor } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import { meQuery, type Me } from '@/shared/access';
import { axeProblems } from '@/testing/axe';
import { me } from '@/testing/factories';
import { renderPage } from '@/testing/render';
import { problem, server } from '@/testing/server';
import { AgencyPage } from './AgencyPage';

const ID = '0190f000-0000-7000-8000-0000000000a1';
const ADDRESS = `/api/v1/agencies/${ID}`;
const record = (fields: object = {}) => ({
  id: ID,
  legal_name: 'Ashford Police Department',
  kind: 'municipal_pd',
  status: 'partner',
  state: 'VA',
  city: 'Ashford',
  county: null,
  zip: null,
  uei: null,
  ori_codes: [],
  website: null,
  fbi_type: null,
  population: 12_000,
  employees: null,
  sworn_officers: 331,
  years_reported_last_10: null,
  max_officers: null,
  max_days_per_year: 40,
  last_asked_at: null,
  archived: false,
  version: 1,
  created_at: '2026-01-01T00:00:00Z',
  updated_at: '2026-01-01T00:00:00Z',
  allowed_actions: [],
  ...fields,
});

const page = (items: unknown[]) => HttpResponse.json({ items, next: null, previous: null });

const show = async (fields: object = {}, who: Partial<Me> = {}) => {
  server.use(
    http.get('/api/v1/me', () => HttpResponse.json(me(who))),
    http.get(ADDRESS, () => HttpResponse.json(record(fields), { headers: { ETag: '"1"' } })),
    http.get(`${ADDRESS}/contacts`, () => page([])),
    http.get(`${ADDRESS}/expertise`, () => page([])),
    http.get('/api/v1/agencies', () => page([{ id: ID, mou_status: 'active', mou_ends_on: '2029-02-17' }])),
  );
  const view = await renderPage(AgencyPage, { at: `/agencies/${ID}`, path: '/agencies/$id' });
  view.queryClient.setQueryData(meQuery.queryKey, me(who));
  await screen.findByRole('heading', { level: 1, name: 'Ashford Police Department' });
  return view;
};

describe('the page of an agency', () => {
  it('reads without offering what may not be done', async () => {
    const { container } = await show();
    expect(await screen.findByText('331')).toBeDefined();
    expect(await screen.findByText(/Ends Feb 17, 2029/)).toBeDefined();
    expect(screen.queryByRole('button', { name: 'Edit' })).toBeNull();
    expect(await axeProblems(container)).toEqual([]);
  });

  it('leaves the record of its own agency to staff, but capacity to the coordinator', async () => {
    const { user } = await show({ allowed_actions: ['update'] }, { permissions: ['agencies:read', 'agencies:update'], agency: { id: ID, name: 'Ashford' } });
    server.use(
      http.get(`${ADDRESS}/interests`, () =>
        HttpResponse.json({ modalities: [], countries: [], bureaus: [], expertise: [], version: 0 }, { headers: { ETag: '"0"' } }),
      ),
      http.get(`${ADDRESS}/capability-packages`, () => page([])),
      http.get(`${ADDRESS}/blackouts`, () => page([{ id: 'b1', starts_on: '2099-01-04', ends_on: '2099-01-08', reason: 'Training', version: 1 }])),
      http.get('/api/v1/expertise', () => HttpResponse.json({ items: [], next: null, previous: null })),
      http.get('/api/v1/countries', () => HttpResponse.json({ items: [], next: null, previous: null })),
    );
    expect(screen.queryByRole('button', { name: 'Edit' })).toBeNull();
    await user.click(screen.getByRole('tab', { name: 'Interests and capacity' }));
    expect(await screen.findByText(/Commit only what you wish/)).toBeDefined();
    expect(await screen.findByText('Open to every country')).toBeDefined();
    expect(screen.getByText('40 officer-days')).toBeDefined();
    expect(screen.getByRole('button', { name: 'Change interests' })).toBeDefined();
    expect(await screen.findByRole('button', { name: /^Free Jan 4.*8, 2099$/ })).toBeDefined();
  });

  it('archives after asking, on the version stored now, and offers to take it back', async () => {
    const { user } = await show({ allowed_actions: ['update', 'archive'] }, { permissions: ['agencies:read', 'agencies:create'] });
    const sent: (string | null)[] = [];
    server.use(
      http.post(`${ADDRESS}/archive`, ({ request }) => {
        sent.push(request.headers.get('If-Match'));
        return HttpResponse.json(record({ archived: true }));
      }),
    );
    await user.click(await screen.findByRole('button', { name: 'More about this agency' }));
    await user.click(await screen.findByText('Archive agency…'));
    await user.click(screen.getByRole('button', { name: 'Archive agency' }));
    expect(await screen.findByText('Ashford Police Department archived')).toBeDefined();
    expect(screen.getByText('Undo')).toBeDefined();
    expect(sent).toEqual(['"1"']);
  });

  it('says that there is nothing, alike for what is missing and what is not theirs', async () => {
    server.use(
      http.get('/api/v1/me', () => HttpResponse.json(me())),
      http.get(ADDRESS, () => problem(404)),
      http.get(`${ADDRESS}/*`, () => problem(404)),
    );
    await renderPage(AgencyPage, { at: `/agencies/${ID}`, path: '/agencies/$id' });
    await waitFor(() => expect(screen.getByRole('alert').textContent).toContain('Nothing here'));
  });
});
