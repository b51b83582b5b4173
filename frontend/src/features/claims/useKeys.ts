import { useEffect } from 'react';
import { singleKeysOn } from '@/shared/preferences';

const TYPING = 'input:not([type="radio"]), textarea, select, [contenteditable], dialog, [popover]';

/** Single keys of a screen; nothing happens while somebody types, or where they are switched off (WCAG 2.1.4). */
export function useKeys(press: (key: string) => boolean): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      if (event.ctrlKey || event.metaKey || event.altKey || !singleKeysOn() || target.closest?.(TYPING)) return;
      if (press(event.key)) event.preventDefault();
    };
    globalThis.addEventListener('keydown', onKeyDown);
    return () => globalThis.removeEventListener('keydown', onKeyDown);
  }, [press]);
}
