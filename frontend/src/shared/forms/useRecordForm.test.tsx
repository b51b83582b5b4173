import { screen, waitFor } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { describe, expect, it, vi } from 'vitest';
import { api, ifMatch, readVersioned, type Versioned } from '@/shared/api';
import type { components } from '@/shared/api/schema';
import { axeProblems } from '@/testing/axe';
import { renderPage } from '@/testing/render';
import { problem, server } from '@/testing/server';
import { FormDialog, TextInput, useRecordForm } from '.';

type Agency = components['schemas']['Agency'];

const ID = '0190f000-0000-7000-8000-0000000000a1';
const ADDRESS = `/api/v1/agencies/${ID}`;
const agency = (fields: Partial<Agency>) => ({ id: ID, legal_name: 'Ashford Police', city: 'Ashford', county: 'Kent', ...fields }) as Agency;
const READ_BEFORE: Versioned<Agency> = { data: agency({}), etag: '"1"' };

interface Values {
  legal_name: string;
  city: string;
  county: string;
}

function Edit({ onSaved }: { onSaved: () => void }) {
  const path = { agency_id: ID };
  const { form, submit, busy, failure, conflict } = useRecordForm<Agency, Values>({
    record: READ_BEFORE,
    toValues: ({ legal_name, city, county }) => ({ legal_name, city: city ?? '', county: county ?? '' }),
    fields: { legal_name: { label: 'Legal name' }, city: { label: 'City' }, county: { label: 'County' } },
    save: (changes, etag) => api.PATCH('/api/v1/agencies/{agency_id}', { params: { path, header: ifMatch(etag) }, body: changes }),
    reload: () => readVersioned(api.GET('/api/v1/agencies/{agency_id}', { params: { path } })),
    onSaved,
  });
  const { errors } = form.formState;
  return (
    <>
      <FormDialog title="Edit agency" submit="Save" busy={busy} failure={failure} onSubmit={submit} onClose={() => undefined}>
        <TextInput label="Legal name" error={errors.legal_name?.message} {...form.register('legal_name')} />
        <TextInput label="City" error={errors.city?.message} {...form.register('city')} />
        <TextInput label="County" error={errors.county?.message} {...form.register('county')} />
      </FormDialog>
      {conflict}
    </>
  );
}

const show = async () => {
  const onSaved = vi.fn();
  const view = await renderPage(() => <Edit onSaved={onSaved} />);
  const city = screen.getByLabelText('City');
  await view.user.clear(city);
  await view.user.type(city, 'Bayview');
  const save = () => view.user.click(screen.getByRole('button', { name: 'Save' }));
  return { ...view, onSaved, save };
};

/** Version 2, in which somebody else changed city and county. */
const changedMeanwhile = (sent: unknown[]) =>
  server.use(
    http.patch(ADDRESS, async ({ request }) => {
      sent.push([request.headers.get('If-Match'), await request.json()]);
      return request.headers.get('If-Match') === '"2"' ? HttpResponse.json({}) : problem(412);
    }),
    http.get(ADDRESS, () => HttpResponse.json(agency({ city: 'Cedar', county: 'Essex' }), { headers: { ETag: '"2"' } })),
  );

describe('a form over a stored record', () => {
  it('sends only what changed, on the version it was read at', async () => {
    const sent: unknown[] = [];
    server.use(
      http.patch(ADDRESS, async ({ request }) => {
        sent.push([request.headers.get('If-Match'), await request.json()]);
        return HttpResponse.json({});
      }),
    );
    const { save, onSaved } = await show();
    await save();
    await waitFor(() => expect(onSaved).toHaveBeenCalledOnce());
    expect(sent).toEqual([['"1"', { city: 'Bayview' }]]);
  });

  it('shows both versions when somebody saved first, and saves only mine over theirs when told so', async () => {
    const sent: unknown[] = [];
    changedMeanwhile(sent);
    const { save, onSaved, user } = await show();
    await save();
    const row = await screen.findByRole('row', { name: 'City Bayview Cedar' });
    expect(row).toBeDefined();
    expect(onSaved).not.toHaveBeenCalled();
    expect(await axeProblems(screen.getByRole('table'))).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Save mine over it' }));
    await waitFor(() => expect(onSaved).toHaveBeenCalledOnce());
    // The county they changed stays as they left it.
    expect(sent.at(-1)).toEqual(['"2"', { city: 'Bayview' }]);
  });

  it('takes the stored version into the form and goes on from there', async () => {
    const sent: unknown[] = [];
    changedMeanwhile(sent);
    const { save, onSaved, user } = await show();
    await save();
    await user.click(await screen.findByRole('button', { name: 'Use the stored version' }));
    expect(screen.getByLabelText<HTMLInputElement>('City').value).toBe('Cedar');
    expect(screen.getByLabelText<HTMLInputElement>('County').value).toBe('Essex');
    await user.type(screen.getByLabelText('City'), ' Falls');
    await save();
    await waitFor(() => expect(onSaved).toHaveBeenCalledOnce());
    expect(sent.at(-1)).toEqual(['"2"', { city: 'Cedar Falls' }]);
  });

  it('puts what the server objects to beside its field, and the rest above the form', async () => {
    server.use(
      http.patch(ADDRESS, () =>
        problem(422, {
          errors: [
            { pointer: '/city', code: 'too_long', message: 'At most 80 characters.' },
            { pointer: '/version', code: 'unknown', message: 'There is no such field.' },
          ],
        }),
      ),
    );
    const { save, onSaved } = await show();
    await save();
    expect(await screen.findByText('At most 80 characters.')).toBeDefined();
    expect(screen.getByLabelText('City').getAttribute('aria-invalid')).toBe('true');
    expect(screen.getByRole('alert').textContent).toBe('There is no such field.');
    expect(onSaved).not.toHaveBeenCalled();
  });
});
