import { explain } from '@/shared/api';

export interface ToastItem {
  id: number;
  text: string;
  tone: 'good' | 'bad';
  action?: { label: string; onSelect: () => void };
}

const LASTS_MS = 6000;
let items: readonly ToastItem[] = [];
let nextId = 1;
const listeners = new Set<() => void>();

function publish(next: readonly ToastItem[]): void {
  items = next;
  for (const listener of listeners) listener();
}
export const dismiss = (id: number) => publish(items.filter((item) => item.id !== id));

function show(text: string, tone: ToastItem['tone'], action?: ToastItem['action']): void {
  const item = { id: nextId++, text, tone, action };
  publish([...items.slice(-2), item]);
  // Failures and offers to undo stay until dismissed: nobody has to read against the clock.
  if (tone === 'good' && !action) setTimeout(() => dismiss(item.id), LASTS_MS);
}

/** `toast.done('Agreement sent')`, `toast.failed(error)`. Announced to screen readers, on top of any dialog. */
export const toast = {
  done: (text: string, action?: ToastItem['action']) => show(text, 'good', action),
  failed: (error: unknown) => {
    const { title, next, requestId } = explain(error);
    show(`${title}. ${next}${requestId ? ` Request ${requestId}.` : ''}`, 'bad');
  },
};

export const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const shownToasts = () => items;
