/** Reads one parameter of the address; a value that is not understood is undefined: dropped, never an error page. */
export type Parameter<T> = (value: unknown) => T | undefined;

const LONGEST = 200;

const texts = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).filter((one): one is string => typeof one === 'string');

const text: Parameter<string> = (value) => {
  const first = texts(value)[0];
  return first !== undefined && first.length > 0 && first.length <= LONGEST ? first : undefined;
};

/** A day that exists: `2026-02-30` is none. */
const isDay = (value: string): boolean => {
  const date = new Date(`${value}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
};

/** The kinds of filter a list can have. */
export const filter = {
  /** Any of several values: `?status=open&status=filled`. Values outside `allowed` are dropped. */
  many:
    <const T extends string = string>(allowed?: readonly T[]): Parameter<T[]> =>
    (value) => {
      const known = texts(value).filter((one): one is T => one.length <= LONGEST && (!allowed || (allowed as readonly string[]).includes(one)));
      return known.length > 0 ? [...new Set(known)] : undefined;
    },
  /** One value out of a set, or any text when no set is given. */
  one:
    <const T extends string = string>(allowed?: readonly T[]): Parameter<T> =>
    (value) => {
      const one = text(value);
      return one !== undefined && (!allowed || (allowed as readonly string[]).includes(one)) ? (one as T) : undefined;
    },
  /** A calendar date, `2026-09-14`. */
  date: (): Parameter<string> => (value) => {
    const one = text(value);
    return one !== undefined && isDay(one) ? one : undefined;
  },
  /** Yes or no: `?archived=false`. */
  flag: (): Parameter<boolean> => (value) => {
    const one = typeof value === 'boolean' ? String(value) : text(value);
    return one === 'true' ? true : one === 'false' ? false : undefined;
  },
};

export type Filters = Record<string, Parameter<unknown>>;

type Value<P> = P extends Parameter<infer T> ? T : never;

export interface ListingSpec<F extends Filters = Filters> {
  filters: F;
  /** Columns the API sorts by. */
  sorts: readonly string[];
  /** As the API writes it: `-starts_on`. */
  defaultSort: string;
  /** Ways to show the list; the first is the default. */
  views: readonly string[];
}

export type ListingSearch<F extends Filters = Filters> = {
  q?: string;
  sort?: string;
  after?: string;
  view?: string;
} & { [K in keyof F]?: Value<F[K]> };

/** What a list asks the API for; fits the operation's query parameters when the filters are named as there. */
export type ListingQuery<S> =
  S extends ListingSpec<infer F> ? { q?: string; sort: string; after?: string } & { [K in keyof F]?: Value<F[K]> } : never;

/** Declares a list once. Put it beside the resource's queries and give it to `useListing`. */
export function defineListing<F extends Filters>(
  spec: Pick<ListingSpec<F>, 'filters' | 'sorts' | 'defaultSort'> & { views?: readonly string[] },
): ListingSpec<F> {
  return { views: [], ...spec };
}

/** Reads the address of a list: what is understood, nothing else. */
export function validateListing<F extends Filters>(spec: ListingSpec<F>) {
  const sorts = spec.sorts.flatMap((name) => [name, `-${name}`]);
  const parameters: Filters = {
    q: text,
    sort: filter.one(sorts),
    after: text,
    view: filter.one(spec.views),
    ...spec.filters,
  };
  return (search: Record<string, unknown>): ListingSearch<F> => {
    const known = Object.entries(parameters).map(([name, read]) => [name, read(search[name])] as const);
    return Object.fromEntries(known.filter(([, value]) => value !== undefined)) as ListingSearch<F>;
  };
}
