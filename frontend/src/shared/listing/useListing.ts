import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { validateListing, type Filters, type ListingQuery, type ListingSearch, type ListingSpec } from './schema';

export const SEARCH_DELAY_MS = 250;

export interface Sort {
  column: string;
  descending: boolean;
}

export const parseSort = (text: string): Sort =>
  text.startsWith('-') ? { column: text.slice(1), descending: true } : { column: text, descending: false };

type FilterValue = string | string[] | boolean;

export interface Listing<F extends Filters = Filters> {
  /** What to hand to the API: q, sort, after and the filters, nothing empty. */
  query: ListingQuery<ListingSpec<F>>;
  /** What is typed now; reaches the address after a pause. */
  draft: string;
  setDraft: (text: string) => void;
  filters: { [K in keyof F]?: ListingSearch<F>[K] };
  setFilter: (name: keyof F & string, value: FilterValue | undefined) => void;
  /** Filters and search text in force. */
  activeCount: number;
  clear: () => void;
  sort: Sort;
  /** Turns a column ascending, then descending; another column starts ascending. */
  toggleSort: (column: string) => void;
  setSort: (sort: string) => void;
  after: string | undefined;
  goTo: (cursor: string) => void;
  view: string | undefined;
  setView: (view: string) => void;
}

type Change = Record<string, FilterValue | undefined>;

/**
 * The state of a list, kept in the address and nowhere else, so that reload, back and a sent link all show the same.
 * A change of what is asked for (text, filter, sort) leaves the page of the old question; typing replaces the history
 * entry, everything else adds one.
 */
export function useListing<F extends Filters>(spec: ListingSpec<F>): Listing<F> {
  const current = useSearch({ strict: false });
  // Read here rather than by the route: routes are in the entry, what they import as well.
  const search = useMemo(() => validateListing(spec)(current), [spec, current]) as ListingSearch<F> &
    Record<string, FilterValue | undefined>;
  const navigate = useNavigate();
  const typed = search.q ?? '';
  const [draft, setDraftState] = useState(typed);
  const sent = useRef(typed);

  const change = useCallback(
    (next: Change, replace = false) => {
      void navigate({
        to: '.',
        search: ((before: Change) => {
          const merged = { ...before, ...next };
          return Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== undefined && value !== ''));
        }) as never,
        replace,
        resetScroll: false,
      });
    },
    [navigate],
  );

  // The address changed by other means (back, a link, clear): the field follows it.
  useEffect(() => {
    if (typed !== sent.current) {
      sent.current = typed;
      setDraftState(typed);
    }
  }, [typed]);

  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const setDraft = useCallback(
    (text: string) => {
      setDraftState(text);
      clearTimeout(timer.current);
      timer.current = setTimeout(() => {
        const q = text.trim();
        sent.current = q;
        change({ q: q === '' ? undefined : q, after: undefined }, true);
      }, SEARCH_DELAY_MS);
    },
    [change],
  );
  useEffect(() => () => clearTimeout(timer.current), []);

  const sort = parseSort(search.sort ?? spec.defaultSort);
  const names = useMemo(() => Object.keys(spec.filters), [spec]);
  const filters = useMemo(
    () => Object.fromEntries(names.flatMap((name) => (search[name] === undefined ? [] : [[name, search[name]]]))),
    [names, search],
  ) as Listing<F>['filters'];

  const query = useMemo(() => {
    const asked: { q?: string; sort: string; after?: string } = { sort: search.sort ?? spec.defaultSort };
    if (search.q) asked.q = search.q;
    if (search.after) asked.after = search.after;
    return { ...asked, ...filters };
  }, [search.q, search.sort, search.after, filters, spec.defaultSort]);

  const setSort = useCallback(
    (text: string) => change({ sort: text === spec.defaultSort ? undefined : text, after: undefined }),
    [change, spec.defaultSort],
  );

  return {
    query,
    draft,
    setDraft,
    filters,
    setFilter: (name, value) =>
      change({ [name]: Array.isArray(value) && value.length === 0 ? undefined : value, after: undefined }),
    activeCount: Object.keys(filters).length + (search.q ? 1 : 0),
    clear: () => {
      clearTimeout(timer.current);
      sent.current = '';
      setDraftState('');
      change({ ...Object.fromEntries(names.map((name) => [name, undefined])), q: undefined, after: undefined });
    },
    sort,
    toggleSort: (column) => setSort(sort.column === column && !sort.descending ? `-${column}` : column),
    setSort,
    after: search.after,
    goTo: (cursor) => change({ after: cursor }),
    view: search.view ?? spec.views[0],
    setView: (view) => change({ view: view === spec.views[0] ? undefined : view }),
  };
}
