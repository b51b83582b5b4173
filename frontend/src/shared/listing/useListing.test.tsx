import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { renderPage } from '@/testing/render';
import { defineListing, filter, parseSearch, stringifySearch, useListing, validateListing } from '.';

const spec = defineListing({
  filters: { status: filter.many(['open', 'filled']), country: filter.many(), 'starts_on.gte': filter.date(), late: filter.flag() },
  sorts: ['name', 'starts_on'],
  defaultSort: '-starts_on',
  views: ['table', 'board'],
});
const validate = validateListing(spec);

describe('the address', () => {
  it('reads and writes repeated names as the API does', () => {
    expect(parseSearch('?status=open&status=filled&q=crash')).toEqual({ status: ['open', 'filled'], q: 'crash' });
    expect(stringifySearch({ status: ['open', 'filled'], q: 'crash', after: undefined, sort: '' })).toBe(
      '?status=open&status=filled&q=crash',
    );
  });

  it('keeps what it understands and drops the rest', () => {
    const search = parseSearch('?status=open&status=bogus&sort=-name&view=board&starts_on.gte=2026-09-14&evil=1&q=a');
    expect(validate(search)).toEqual({ status: ['open'], sort: '-name', view: 'board', 'starts_on.gte': '2026-09-14', q: 'a' });
    expect(validate(parseSearch('?status=bogus&sort=password&view=x&starts_on.gte=14.9.2026'))).toEqual({});
  });

  it('takes one value and a repeated one alike', () => {
    expect(validate({ country: 'MEX' })).toEqual({ country: ['MEX'] });
    expect(validate({ country: ['MEX', 'COL', 'MEX'] })).toEqual({ country: ['MEX', 'COL'] });
    expect(validate({ q: ['a', 'b'] })).toEqual({ q: 'a' });
    expect(validate({ late: 'false' })).toEqual({ late: false });
    expect(validate({ late: true })).toEqual({ late: true });
    expect(validate({ late: 'maybe' })).toEqual({});
  });
});

function Page() {
  const listing = useListing(spec);
  return (
    <>
      <input aria-label="Search" value={listing.draft} onChange={(event) => listing.setDraft(event.target.value)} />
      <output aria-label="query">{JSON.stringify(listing.query)}</output>
      <output aria-label="view">{listing.view}</output>
      <output aria-label="active">{listing.activeCount}</output>
      <button type="button" onClick={() => listing.toggleSort('name')}>
        sort
      </button>
      <button type="button" onClick={() => listing.setFilter('status', ['open'])}>
        open only
      </button>
      <button type="button" onClick={() => listing.goTo('c2')}>
        next
      </button>
      <button type="button" onClick={listing.clear}>
        clear
      </button>
      <button type="button" onClick={() => listing.setView('board')}>
        board
      </button>
    </>
  );
}

const start = (at: string) => renderPage(Page, { at, validateSearch: validate });
const query = () => JSON.parse(screen.getByLabelText('query').textContent ?? '') as Record<string, unknown>;

describe('useListing', () => {
  it('asks the API for what the address says', async () => {
    await start('/requests?q=crash&status=open&after=c1');
    expect(query()).toEqual({ q: 'crash', status: ['open'], after: 'c1', sort: '-starts_on' });
    expect(screen.getByLabelText('active').textContent).toBe('2');
    expect(screen.getByLabelText('view').textContent).toBe('table');
  });

  it('puts typed text into the address after a pause, once, without a history entry, from the first page', async () => {
    const { user, router } = await start('/requests?after=c1');
    const entries = router.history.length;
    await user.type(screen.getByLabelText('Search'), 'crash');
    expect(router.state.location.search).toEqual({ after: 'c1' });
    await waitFor(() => expect(query()).toEqual({ q: 'crash', sort: '-starts_on' }));
    expect(router.history.length).toBe(entries);
  });

  it('turns a sort round, and leaves the default out of the address', async () => {
    const { user, router } = await start('/requests?after=c1');
    await user.click(screen.getByText('sort'));
    await waitFor(() => expect(query()).toEqual({ sort: 'name' }));
    await user.click(screen.getByText('sort'));
    await waitFor(() => expect(query()).toEqual({ sort: '-name' }));
    expect(router.state.location.searchStr).toBe('?sort=-name');
  });

  it('goes on by cursor and leaves the page when the question changes', async () => {
    const { user } = await start('/requests');
    await user.click(screen.getByText('next'));
    await waitFor(() => expect(query().after).toBe('c2'));
    await user.click(screen.getByText('open only'));
    await waitFor(() => expect(query()).toEqual({ status: ['open'], sort: '-starts_on' }));
  });

  it('clears filters and text but keeps sort and view', async () => {
    const { user, router } = await start('/requests?q=a&status=open&sort=name&view=board');
    await user.click(screen.getByText('clear'));
    await waitFor(() => expect(router.state.location.search).toEqual({ sort: 'name', view: 'board' }));
    expect(screen.getByLabelText<HTMLInputElement>('Search').value).toBe('');
  });

  it('follows the address when somebody goes back', async () => {
    const { user, router } = await start('/requests?q=first');
    await user.click(screen.getByText('clear'));
    await waitFor(() => expect(screen.getByLabelText<HTMLInputElement>('Search').value).toBe(''));
    router.history.back();
    await waitFor(() => expect(screen.getByLabelText<HTMLInputElement>('Search').value).toBe('first'));
  });
});
