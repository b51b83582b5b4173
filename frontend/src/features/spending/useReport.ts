import { useNavigate, useSearch } from '@tanstack/react-router';
import { yearOf } from '@/shared/format';

/** The year and the cut of a report, kept in the address. */
export function useReport<C extends string>(cuts: readonly { value: C }[]) {
  const search = useSearch({ strict: false }) as { fiscal_year?: unknown; by?: unknown };
  const navigate = useNavigate();
  const first = cuts[0] as { value: C };
  return {
    year: yearOf(search.fiscal_year),
    by: (cuts.find(({ value }) => value === search.by) ?? first).value,
    set: (change: { fiscal_year?: number; by?: string }) =>
      void navigate({ to: '.', search: ((before: object) => ({ ...before, ...change })) as never, resetScroll: false }),
  };
}

/** The days of a federal fiscal year, as filters of a list of payments or expenses. */
export const daysOf = (year: number | undefined) =>
  year === undefined ? {} : { 'paid_on.gte': `${year - 1}-10-01`, 'paid_on.lte': `${year}-09-30` };
