import { lazy } from './lazy';

const DAY = 86_400_000;
const date = lazy(
  () => new Intl.DateTimeFormat('en-US', { year: 'numeric', month: 'short', day: 'numeric', timeZone: 'UTC' }),
);
const dateTime = lazy(
  () =>
    new Intl.DateTimeFormat('en-US', {
      year: 'numeric',
      month: 'short',
      day: 'numeric',
      hour: 'numeric',
      minute: '2-digit',
      timeZoneName: 'short',
    }),
);
const day = lazy(() => new Intl.DateTimeFormat('en-US', { month: 'short', day: 'numeric', timeZone: 'UTC' }));
const monthDay = lazy(() => new Intl.DateTimeFormat('en-US', { month: 'short', day: 'numeric', timeZone: 'UTC' }));
const relative = lazy(() => new Intl.RelativeTimeFormat('en-US', { numeric: 'auto' }));

/** A plain date has no time zone: it is read and shown as UTC so that no reader sees the day before. */
const asUtc = (value: string): Date => new Date(value.length === 10 ? `${value}T00:00:00Z` : value);

/** `2026-09-14` (or a UTC instant, its date) → `Sep 14, 2026`. */
export function formatDate(value: string | null | undefined): string {
  return value ? date().format(asUtc(value)) : '—';
}

/** A UTC instant in the reader's own time zone, which it names. */
export function formatDateTime(value: string | null | undefined): string {
  return value ? dateTime().format(new Date(value)) : '—';
}

/** A day of any year, `10-01` → `Oct 1`. */
export function formatMonthDay(value: string): string {
  return monthDay().format(asUtc(`2024-${value}`)); // a leap year, so that 02-29 is a day
}

/** `2026-09-14`, `2026-09-25` → `Sep 14 – 25, 2026`. */
export function formatDateRange(start: string | null | undefined, end: string | null | undefined): string {
  if (!start || !end) return formatDate(start ?? end);
  return date().formatRange(asUtc(start), asUtc(end));
}

/** The same without years, for what is near: `Dec 24 – Jan 3`. */
export function formatNearRange(start: string | null | undefined, end: string | null | undefined): string {
  const from = start ?? end;
  if (!from) return '—';
  const [first, last] = [day().format(asUtc(from)), day().format(asUtc(end ?? from))];
  return first === last ? first : `${first} – ${last}`;
}

/** Both ends count: a window of one day is 1. */
export function formatWindow(start: string, end: string): string {
  const days = Math.round((asUtc(end).getTime() - asUtc(start).getTime()) / DAY) + 1;
  return days === 1 ? '1 day' : `${days} days`;
}

const midnight = (moment: Date) => Date.UTC(moment.getUTCFullYear(), moment.getUTCMonth(), moment.getUTCDate());

/** Days from `now` to the value, in calendar days: `today`, `in 9 days`, `11 days ago`. */
export function formatRelativeDays(value: string, now: Date = new Date()): string {
  return relative().format(Math.round((midnight(asUtc(value)) - midnight(now)) / DAY), 'day');
}
