import * as z from 'zod/mini';

/** A value out of an address that is not understood is dropped, never an error page. */
const lenient = <T extends z.ZodMiniType>(type: T) => z.catch(z.optional(type), undefined);

const first = z.pipe(
  z.union([z.string(), z.array(z.string())]),
  z.transform((value) => (Array.isArray(value) ? value[0] : value)),
);
const list = z.pipe(
  z.union([z.string(), z.array(z.string())]),
  z.transform((value) => (Array.isArray(value) ? value : [value])),
);

const text = z.pipe(first, z.string().check(z.minLength(1), z.maxLength(200)));

/** The kinds of filter a list can have. */
export const filter = {
  /** Any of several values: `?status=open&status=filled`. Values outside `allowed` are dropped. */
  many: (allowed?: readonly string[]) =>
    lenient(
      z.pipe(
        list,
        z.transform((values) => {
          const known = allowed ? values.filter((value) => allowed.includes(value)) : values;
          return known.length > 0 ? [...new Set(known)] : undefined;
        }),
      ),
    ),
  /** One value out of a set, or any text when no set is given. */
  one: (allowed?: readonly string[]) => lenient(allowed ? z.pipe(first, z.enum(allowed as [string, ...string[]])) : text),
  /** A calendar date, `2026-09-14`. */
  date: () => lenient(z.pipe(first, z.iso.date())),
  /** Yes or no: `?archived=false`. */
  flag: () =>
    lenient(
      z.union([
        z.boolean(),
        z.pipe(
          z.pipe(first, z.enum(['true', 'false'])),
          z.transform((value) => value === 'true'),
        ),
      ]),
    ),
};

export type Filters = Record<string, z.ZodMiniType>;

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
} & { [K in keyof F]?: z.infer<F[K]> };

/** What a list asks the API for; fits the operation's query parameters when the filters are named as there. */
export type ListingQuery<S> =
  S extends ListingSpec<infer F> ? { q?: string; sort: string; after?: string } & { [K in keyof F]?: z.infer<F[K]> } : never;

/** Declares a list once. Put it beside the resource's queries; the route validates its address with `validateListing`. */
export function defineListing<F extends Filters>(
  spec: Pick<ListingSpec<F>, 'filters' | 'sorts' | 'defaultSort'> & { views?: readonly string[] },
): ListingSpec<F> {
  return { views: [], ...spec };
}

/** For `validateSearch` of the route. */
export function validateListing<F extends Filters>(spec: ListingSpec<F>) {
  const sorts = spec.sorts.flatMap((name) => [name, `-${name}`]);
  const schema = z.object({
    q: lenient(text),
    sort: filter.one(sorts),
    after: lenient(text),
    view: spec.views.length > 0 ? filter.one(spec.views) : lenient(z.undefined()),
    ...spec.filters,
  });
  return (search: Record<string, unknown>): ListingSearch<F> => {
    const parsed = schema.parse(search) as Record<string, unknown>;
    return Object.fromEntries(Object.entries(parsed).filter(([, value]) => value !== undefined)) as ListingSearch<F>;
  };
}
