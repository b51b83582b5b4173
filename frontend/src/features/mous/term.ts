import type { Mou } from './queries';

const DAY = 86_400_000;
const ENDING_DAYS = 90;
const midnight = (day: string) => Date.parse(`${day}T00:00:00Z`);

/** An active agreement that ends within 90 days shows as expiring. */
export function shownStatus({ status, ends_on }: { status: string; ends_on: string | null }, now: Date = new Date()): string {
  if (status !== 'active' || !ends_on) return status;
  return midnight(ends_on) - now.getTime() <= ENDING_DAYS * DAY ? 'expiring' : status;
}

/** Share of the term that is over, 0 to 1; undefined without both ends. */
export function elapsed({ effective_on, ends_on }: Pick<Mou, 'effective_on' | 'ends_on'>, now: Date = new Date()): number | undefined {
  if (!effective_on || !ends_on) return undefined;
  const [from, to] = [midnight(effective_on), midnight(ends_on) + DAY];
  return Math.min(1, Math.max(0, (now.getTime() - from) / (to - from)));
}

/** Place of a day on the term, 0 to 1. */
export function placeOn({ effective_on, ends_on }: Pick<Mou, 'effective_on' | 'ends_on'>, day: string): number | undefined {
  return elapsed({ effective_on, ends_on }, new Date(midnight(day)));
}
