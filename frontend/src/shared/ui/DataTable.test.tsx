import { screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { describe, expect, it, vi } from 'vitest';
import { ProblemError } from '@/shared/api';
import type { ListResult } from '@/shared/listing';
import { axeProblems } from '@/testing/axe';
import { renderPage } from '@/testing/render';
import { server } from '@/testing/server';
import { columnsOf, DataTable, EmptyState, Pagination, RowLink } from '.';

interface Row {
  id: string;
  name: string;
  sworn: number;
}
const column = columnsOf<Row>();
const columns = column.columns([
  column.accessor('name', {
    header: 'Agency',
    cell: ({ row, getValue }) => (
      <RowLink to="/agencies/$id" params={{ id: row.original.id }}>
        {getValue()}
      </RowLink>
    ),
    meta: { sort: 'name', card: 'title' },
  }),
  column.accessor('sworn', { header: 'Sworn', meta: { sort: 'sworn', align: 'end' } }),
  column.display({ id: 'note', header: 'Note', cell: () => 'plain' }),
]);
const rows: Row[] = [
  { id: 'a1', name: 'Ashford Police Department', sworn: 331 },
  { id: 'b2', name: 'Bayview Police Department', sworn: 79 },
];
const result = (overrides: Partial<ListResult<Row>> = {}): ListResult<Row> => ({
  page: { items: rows, next: null, previous: null },
  error: null,
  loading: false,
  stale: false,
  retry: () => undefined,
  ...overrides,
});
const show = (props: Partial<Parameters<typeof DataTable<Row>>[0]> = {}) =>
  renderPage(() => <DataTable caption="Agencies" columns={columns} rowId={(row) => row.id} result={result()} {...props} />);

describe('DataTable', () => {
  it('is a named table with rows that link to their record', async () => {
    const { user, router, container } = await show();
    const table = screen.getByRole('table', { name: 'Agencies' });
    expect(within(table).getAllByRole('row')).toHaveLength(3);
    expect(await axeProblems(container)).toEqual([]);
    await user.click(screen.getByRole('link', { name: 'Bayview Police Department' }));
    expect(router.state.location.pathname).toBe('/agencies/b2');
  });

  it('says how it is sorted and asks for another order', async () => {
    const onSort = vi.fn();
    const { user } = await show({ sort: { column: 'name', descending: true }, onSort });
    expect(screen.getByRole('columnheader', { name: 'Agency' }).getAttribute('aria-sort')).toBe('descending');
    expect(screen.getByRole('columnheader', { name: 'Sworn' }).getAttribute('aria-sort')).toBe('none');
    expect(screen.getByRole('columnheader', { name: 'Note' }).hasAttribute('aria-sort')).toBe(false);
    await user.click(screen.getByRole('button', { name: 'Sworn' }));
    expect(onSort).toHaveBeenCalledWith('sworn');
  });

  it('keeps its shape while loading', async () => {
    await show({ result: result({ page: undefined, loading: true }), skeletonRows: 4 });
    expect(screen.getByRole('table').getAttribute('aria-busy')).toBe('true');
    expect(screen.getAllByRole('row')).toHaveLength(5);
    expect(screen.getByRole('status', { name: '' }).textContent).toBe('Loading Agencies');
  });

  it('names the next step when it is empty', async () => {
    await show({
      result: result({ page: { items: [] } }),
      empty: <EmptyState title="No agencies match these filters">Remove a filter.</EmptyState>,
    });
    expect(screen.queryByRole('table')).toBeNull();
    expect(screen.getByText('Remove a filter.')).toBeDefined();
  });

  it('shows a failure with its request number and tries again', async () => {
    const retry = vi.fn();
    const error = new ProblemError(500, {}, new Headers({ 'x-request-id': 'r-42' }));
    const { user } = await show({ result: result({ page: undefined, error, retry }) });
    expect(screen.getByRole('alert').textContent).toContain('r-42');
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(retry).toHaveBeenCalledOnce();
  });

  it('says "no access" without an offer to try again', async () => {
    await show({ result: result({ page: undefined, error: new ProblemError(403, { detail: 'Needs agencies:read.' }) }) });
    expect(screen.getByRole('alert').textContent).toContain('Needs agencies:read.');
    expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull();
  });

  it('selects rows by name', async () => {
    const onChange = vi.fn();
    const { user } = await show({ selection: { selected: { a1: true }, onChange, rowLabel: (row) => row.name } });
    expect(screen.getByRole<HTMLInputElement>('checkbox', { name: 'Select Ashford Police Department' }).checked).toBe(true);
    await user.click(screen.getByRole('checkbox', { name: 'Select Bayview Police Department' }));
    expect(onChange).toHaveBeenCalledWith({ a1: true, b2: true });
  });

  it('leaves hidden columns out', async () => {
    await show({ hidden: { sworn: false } });
    expect(screen.queryByRole('columnheader', { name: 'Sworn' })).toBeNull();
  });
});

describe('Pagination', () => {
  it('goes by the cursors of the page', async () => {
    const onGo = vi.fn();
    const page = { items: rows, next: 'n1', previous: null };
    const { user } = await renderPage(() => <Pagination page={page} one="agency" many="agencies" onGo={onGo} />);
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Previous' }).disabled).toBe(true);
    await user.click(screen.getByRole('button', { name: 'Next' }));
    expect(onGo).toHaveBeenCalledWith('n1');
  });

  it('counts, and offers no way on when everything is shown', async () => {
    await renderPage(() => <Pagination page={{ items: rows }} one="agency" many="agencies" onGo={() => undefined} />);
    expect(screen.getByText('2 agencies')).toBeDefined();
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('offers every row as a file, asked as the page was asked', async () => {
    const address = 'http://localhost:3000/api/v1/agencies?q=port&state=TX&state=LA&sort=name&count=exact&after=n1';
    const asked: string[] = [];
    server.use(
      http.get('*/api/v1/agencies', ({ request }) => {
        asked.push(new URL(request.url).search);
        return new HttpResponse('id\n', { headers: { 'Content-Disposition': 'attachment; filename="agencies-2026-01-31.csv"' } });
      }),
    );
    const saved = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined);
    URL.createObjectURL = () => 'blob:file';
    const { user } = await renderPage(() => (
      <Pagination page={{ items: rows, address }} one="agency" many="agencies" onGo={() => undefined} />
    ));
    await user.click(await screen.findByRole('button', { name: 'Download' }));
    await user.click(await screen.findByRole('menuitem', { name: 'CSV', hidden: true }));
    await waitFor(() => expect(saved).toHaveBeenCalledOnce());
    expect(asked).toEqual(['?q=port&state=TX&state=LA&sort=name&format=csv']);
    expect(saved.mock.instances[0]).toHaveProperty('download', 'agencies-2026-01-31.csv');
  });
});
