import type { LucideIcon } from 'lucide-react';
import { Check } from 'lucide-react';
import type { KeyboardEvent, ReactElement, ReactNode } from 'react';
import { cx } from './cx';
import { Popover, type PopoverTrigger } from './Popover';
import styles from './Popover.module.css';

export type MenuEntry =
  | {
      label: string;
      icon?: LucideIcon;
      onSelect: () => void;
      danger?: boolean;
      disabled?: boolean;
      /** Makes it one of a set of choices. */
      checked?: boolean;
    }
  | 'separator';

interface MenuProps {
  trigger: (props: PopoverTrigger & { 'aria-haspopup': 'menu' }) => ReactElement;
  label: string;
  align?: 'start' | 'end';
  /** Above the entries: who is signed in. */
  heading?: ReactNode;
  entries: MenuEntry[];
}

function move(event: KeyboardEvent<HTMLElement>): void {
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>('[role^="menuitem"]')];
  const at = items.indexOf(document.activeElement as HTMLElement);
  const to = {
    ArrowDown: (at + 1) % items.length,
    ArrowUp: (at - 1 + items.length) % items.length,
    Home: 0,
    End: items.length - 1,
  }[event.key];
  if (to !== undefined) {
    event.preventDefault();
    items[to]?.focus();
  } else if (event.key.length === 1) {
    const letter = event.key.toLowerCase();
    const rest = [...items.slice(at + 1), ...items.slice(0, at + 1)];
    rest.find((item) => item.textContent?.trim().toLowerCase().startsWith(letter))?.focus();
  }
}

/** A menu of commands: arrows, Home, End and first letters move, Escape and Tab leave. */
export function Menu({ trigger, label, align, heading, entries }: MenuProps) {
  return (
    <Popover label={label} align={align} role="menu" trigger={(props) => trigger({ ...props, 'aria-haspopup': 'menu' })}>
      {(close) => (
        // The menu role sits on the popover around it; this only catches the keys of its items.
        // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
        <div
          role="none"
          onKeyDown={(event) => {
            if (event.key === 'Tab') close();
            else move(event);
          }}
        >
          {heading ? <div className={styles.heading}>{heading}</div> : null}
          {entries.map((entry, index) => {
            // oxlint-disable-next-line react/no-array-index-key -- separators have nothing else
            if (entry === 'separator') return <hr key={index} className={styles.separator} />;
            const Icon = entry.icon;
            return (
              <button
                key={entry.label}
                type="button"
                role={entry.checked === undefined ? 'menuitem' : 'menuitemradio'}
                aria-checked={entry.checked}
                aria-disabled={entry.disabled || undefined}
                tabIndex={-1}
                className={cx(styles.item, entry.danger && styles.danger)}
                onClick={() => {
                  if (entry.disabled) return;
                  close();
                  entry.onSelect();
                }}
              >
                {Icon ? <Icon size={16} aria-hidden /> : null}
                {entry.label}
                {entry.checked ? <Check size={15} aria-hidden className={styles.check} /> : null}
              </button>
            );
          })}
        </div>
      )}
    </Popover>
  );
}
