import { CircleAlert, CircleCheck, X } from 'lucide-react';
import { useEffect, useRef, useSyncExternalStore } from 'react';
import { explain } from '@/shared/api';
import { IconButton } from './Button';
import { cx } from './cx';
import styles from './Toast.module.css';

interface ToastItem {
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
const dismiss = (id: number) => publish(items.filter((item) => item.id !== id));

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

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Where toasts appear; once, in the providers. */
export function Toaster() {
  const shown = useSyncExternalStore(subscribe, () => items);
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const layer = ref.current;
    if (!layer?.showPopover) return;
    // Opening it again lifts it above a dialog that was opened since.
    if (layer.matches(':popover-open')) layer.hidePopover();
    if (shown.length > 0) layer.showPopover();
  }, [shown]);
  return (
    <div ref={ref} popover="manual" className={styles.layer}>
      <div role="status" aria-live="polite">
        {shown.map(({ id, text, tone, action }) => {
          const Icon = tone === 'good' ? CircleCheck : CircleAlert;
          return (
            <div key={id} className={cx(styles.toast, styles[tone])}>
              <Icon size={18} aria-hidden />
              <span className={styles.text}>{text}</span>
              {action ? (
                <button
                  type="button"
                  className={styles.action}
                  onClick={() => {
                    dismiss(id);
                    action.onSelect();
                  }}
                >
                  {action.label}
                </button>
              ) : null}
              <IconButton icon={X} label="Dismiss" onClick={() => dismiss(id)} />
            </div>
          );
        })}
      </div>
    </div>
  );
}
