import { Link } from '@tanstack/react-router';
import { cx } from './cx';
import styles from './Misc.module.css';

const initials = (name: string) => {
  const words = name.split(/\s+/).filter((word) => /^\p{L}/u.test(word));
  const picked = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return picked.map((word) => word?.charAt(0).toUpperCase() ?? '').join('');
};

/** Initials; decoration beside the name itself. `shape="square"` for organisations. */
export function Avatar({ name, size = 32, shape = 'round' }: { name: string; size?: number; shape?: 'round' | 'square' }) {
  return (
    <span
      className={cx(styles.avatar, shape === 'square' && styles.square)}
      style={{ width: size, height: size, fontSize: Math.round(size * 0.36) }}
      aria-hidden
    >
      {initials(name)}
    </span>
  );
}

export function Kbd({ children }: { children: string }) {
  return <kbd className={styles.kbd}>{children}</kbd>;
}

interface ProgressBarProps {
  label: string;
  /** Between 0 and `max`. */
  value: number;
  max?: number;
  tone?: 'accent' | 'warn' | 'bad';
}

export function ProgressBar({ label, value, max = 100, tone = 'accent' }: ProgressBarProps) {
  const share = max > 0 ? Math.min(1, Math.max(0, value / max)) : 0;
  return (
    <span
      className={cx(styles.progress, tone !== 'accent' && styles[tone])}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(share * 100)}
    >
      <span style={{ width: `${share * 100}%` }} />
    </span>
  );
}

export interface Crumb {
  label: string;
  to?: string;
}

export function Breadcrumbs({ items }: { items: Crumb[] }) {
  return (
    <nav aria-label="Breadcrumb" className={styles.crumbs}>
      <ol>
        {items.map(({ label, to }, index) => {
          const last = index === items.length - 1;
          return (
            <li key={`${to ?? ''}${label}`}>
              {last || !to ? <span aria-current={last ? 'page' : undefined}>{label}</span> : <Link to={to}>{label}</Link>}
              {last ? null : <span aria-hidden>/</span>}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
