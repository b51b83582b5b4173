import { useEffect } from 'react';
import { singleKeysOn } from '@/shared/preferences';

const TYPING = 'input, textarea, select, [contenteditable], dialog, [popover]';

/** The links of the list's rows, in order. */
const rowLinks = () => [...document.querySelectorAll<HTMLElement>('main tbody a[href]')];

function step(by: 1 | -1): void {
  const links = rowLinks();
  const at = links.indexOf(document.activeElement as HTMLElement);
  const next = at < 0 ? (by > 0 ? 0 : links.length - 1) : at + by;
  links[next]?.focus();
}

/**
 * Ctrl K opens the palette. Without a modifier, unless switched off (WCAG 2.1.4): `/` finds in the list or opens the
 * palette, `j` and `k` go through the rows.
 */
export function useShortcuts(openPalette: () => void): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const modified = event.ctrlKey || event.metaKey;
      if (event.key.toLowerCase() === 'k' && modified && !event.shiftKey && !event.altKey) {
        event.preventDefault();
        openPalette();
        return;
      }
      const target = event.target as HTMLElement;
      if (modified || event.altKey || !singleKeysOn() || target.closest?.(TYPING)) return;
      if (event.key === '/') {
        event.preventDefault();
        const field = document.querySelector<HTMLInputElement>('main [role="search"] input[type="search"]');
        if (field) field.focus();
        else openPalette();
      } else if (event.key === 'j') step(1);
      else if (event.key === 'k') step(-1);
    };
    globalThis.addEventListener('keydown', onKeyDown);
    return () => globalThis.removeEventListener('keydown', onKeyDown);
  }, [openPalette]);
}
