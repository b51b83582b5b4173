import { lazy } from './lazy';

const integer = lazy(() => new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 }));
const percent = lazy(() => new Intl.NumberFormat('en-US', { style: 'percent', maximumFractionDigits: 0 }));

/** 23243 → `23,243`. */
export function formatCount(count: number | null | undefined): string {
  return count === null || count === undefined ? '—' : integer().format(count);
}

/** A share between 0 and 1 → `73%`. */
export function formatPercent(share: number): string {
  return percent().format(share);
}

/** `plural(1, 'activity', 'activities')` → `1 activity`. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

/** 1 → `1 person`, 27 → `27 people`. */
export function formatPeople(count: number): string {
  return plural(count, 'person', 'people');
}
