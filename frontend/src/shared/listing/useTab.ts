import { useNavigate, useSearch } from '@tanstack/react-router';

/**
 * Which tab of a record is open, kept in the address: `?tab=contacts`. The first is the default and needs no word. What
 * else the address says, such as the queue that the record was opened from, stays.
 */
export function useTab<const T extends readonly [string, ...string[]]>(tabs: T): [T[number], (tab: string) => void] {
  const { tab } = useSearch({ strict: false }) as { tab?: string };
  const navigate = useNavigate();
  const current = tabs.find((one) => one === tab) ?? tabs[0];
  const goTo = (next: string) =>
    void navigate({
      to: '.',
      search: ((before: object) => ({ ...before, tab: next === tabs[0] ? undefined : next })) as never,
      replace: true,
      resetScroll: false,
    });
  return [current, goTo];
}
