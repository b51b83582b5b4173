import { useEffect, useSyncExternalStore } from 'react';

const SITE = 'Police Partnerships';
let title = '';
const listeners = new Set<() => void>();

/** Sets the title of the document and of the last breadcrumb: what this page shows, in words. */
export function usePageTitle(next: string): void {
  useEffect(() => {
    title = next;
    document.title = next ? `${next} · ${SITE}` : SITE;
    for (const listener of listeners) listener();
  }, [next]);
}

/** The title now shown, for the breadcrumb and for the announcement of a new page. */
export function useCurrentTitle(): string {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => title,
  );
}
