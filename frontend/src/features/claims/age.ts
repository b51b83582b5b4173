const DAY = 86_400_000;

/** Whole days from a plain date to today; negative while it lies ahead. */
export function daysSince(day: string, now: Date = new Date()): number {
  const today = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate());
  return Math.round((today - Date.parse(`${day}T00:00:00Z`)) / DAY);
}
