import { CircleAlert, CircleCheck, X } from 'lucide-react';
import { useEffect, useRef, useSyncExternalStore } from 'react';
import { IconButton } from './Button';
import { cx } from './cx';
import { dismiss, shownToasts, subscribe } from './toast';
import styles from './Toaster.module.css';

/** Where toasts appear; once, in the providers. */
export default function Toaster() {
  const shown = useSyncExternalStore(subscribe, shownToasts);
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
