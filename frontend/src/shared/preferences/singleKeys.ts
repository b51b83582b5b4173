import { useSyncExternalStore } from 'react';

const NAME = 'single-keys';
const listeners = new Set<() => void>();

// Storage may be off (private windows): then the choice holds until the page is left.
let kept: boolean | undefined;

/** Whether keys without a modifier do something. They can be switched off (WCAG 2.1.4). */
export function singleKeysOn(): boolean {
  if (kept !== undefined) return kept;
  try {
    return localStorage.getItem(NAME) !== 'off';
  } catch {
    return true;
  }
}

export function setSingleKeys(on: boolean): void {
  kept = on;
  try {
    if (on) localStorage.removeItem(NAME);
    else localStorage.setItem(NAME, 'off');
    kept = undefined;
  } catch {
    // See `kept`.
  }
  for (const listener of listeners) listener();
}

export function useSingleKeys(): boolean {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, singleKeysOn);
}
