import { Link } from '@tanstack/react-router';
import type { KeyboardEvent, ReactNode } from 'react';
import { useEffect, useId, useRef } from 'react';
import { formatCount } from '@/shared/format';
import { cx } from './cx';
import styles from './Tabs.module.css';

export interface Tab {
  value: string;
  label: string;
  count?: number;
}

interface TabsProps {
  label: string;
  tabs: Tab[];
  value: string;
  onChange: (value: string) => void;
  /** The panel of the chosen tab. */
  children?: ReactNode;
}

function step(event: KeyboardEvent, tabs: Tab[], value: string): Tab | undefined {
  const at = tabs.findIndex((tab) => tab.value === value);
  const to = { ArrowRight: at + 1, ArrowLeft: at - 1 + tabs.length, Home: 0, End: tabs.length - 1 }[event.key];
  return to === undefined ? undefined : tabs[to % tabs.length];
}

/** Views of one record. Keep `value` in the address, so that a link can point at a tab. */
export function Tabs({ label, tabs, value, onChange, children }: TabsProps) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // More tabs than a phone is wide: the chosen one is in sight.
    const [tabs, chosen] = [list.current, list.current?.querySelector<HTMLElement>(`[data-value="${value}"]`)];
    if (tabs && chosen) tabs.scrollLeft = chosen.offsetLeft + chosen.offsetWidth - tabs.offsetLeft - tabs.clientWidth;
  }, [value]);
  return (
    <>
      <div
        ref={list}
        role="tablist"
        aria-label={label}
        className={styles.tabs}
        onKeyDown={(event) => {
          const next = step(event, tabs, value);
          if (!next) return;
          event.preventDefault();
          onChange(next.value);
          list.current?.querySelector<HTMLElement>(`[data-value="${next.value}"]`)?.focus();
        }}
      >
        {tabs.map((tab) => {
          const chosen = tab.value === value;
          return (
            <button
              key={tab.value}
              type="button"
              role="tab"
              id={`${id}${tab.value}`}
              data-value={tab.value}
              aria-selected={chosen}
              aria-controls={chosen ? `${id}panel` : undefined}
              tabIndex={chosen ? 0 : -1}
              className={cx(styles.tab, chosen && styles.chosen)}
              onClick={() => onChange(tab.value)}
            >
              {tab.label}
              {tab.count === undefined ? null : <span className={styles.count}>{formatCount(tab.count)}</span>}
            </button>
          );
        })}
      </div>
      {children === undefined ? null : (
        <div role="tabpanel" id={`${id}panel`} aria-labelledby={`${id}${value}`} className={styles.panel}>
          {children}
        </div>
      )}
    </>
  );
}

export interface NavTab {
  label: string;
  to: string;
  search?: Record<string, unknown>;
  count?: number;
}

/** As the address is read again: one value of several is the value, and all are text. */
const asRead = (search: Record<string, unknown> = {}) =>
  Object.fromEntries(Object.entries(search).map(([name, value]) => [name, Array.isArray(value) && value.length > 1 ? value : String(value)]));

/** The same look for links: saved ways to see a list. The link whose address is open is the current one. */
export function NavTabs({ label, tabs }: { label: string; tabs: NavTab[] }) {
  return (
    <nav aria-label={label} className={styles.tabs}>
      {tabs.map((tab) => (
        <Link
          key={tab.label}
          to={tab.to}
          search={asRead(tab.search) as never}
          activeOptions={{ exact: true, includeSearch: true }}
          className={styles.tab}
          activeProps={{ className: styles.chosen, 'aria-current': 'page' }}
        >
          {tab.label}
          {tab.count === undefined ? null : <span className={styles.count}>{formatCount(tab.count)}</span>}
        </Link>
      ))}
    </nav>
  );
}

/** Two to five ways to see the same thing: board or list, a fiscal year. */
export function Segmented({ label, tabs, value, onChange }: Omit<TabsProps, 'children'>) {
  const name = useId();
  return (
    <fieldset className={styles.segmented}>
      <legend className="sr-only">{label}</legend>
      {tabs.map((tab) => (
        <label key={tab.value} className={styles.segment}>
          <input
            type="radio"
            name={name}
            className="sr-only"
            checked={tab.value === value}
            onChange={() => onChange(tab.value)}
          />
          <span>{tab.label}</span>
        </label>
      ))}
    </fieldset>
  );
}
