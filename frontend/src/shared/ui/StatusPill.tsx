import { CircleDashed, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { humanize } from '@/shared/format';
import { cx } from './cx';
import { STATUSES, type StatusKind, type StatusLook, type Tone } from './status';
import styles from './StatusPill.module.css';

interface StatusPillProps {
  kind: StatusKind;
  status: string;
}

/** Icon, word and tint of a state. A state this client does not know yet shows as its own word, untinted. */
export function StatusPill({ kind, status }: StatusPillProps) {
  const known: Record<string, StatusLook> = STATUSES[kind];
  const { word, tone, icon } = known[status] ?? { word: humanize(status), tone: 'calm' as const, icon: CircleDashed };
  return (
    <Pill tone={tone} icon={icon}>
      {word}
    </Pill>
  );
}

interface PillProps {
  tone?: Tone;
  icon?: LucideIcon;
  children: ReactNode;
}

/** The same look for a word that is no state: "41 days", "Matched". */
export function Pill({ tone = 'calm', icon: Icon, children }: PillProps) {
  return (
    <span className={cx(styles.pill, styles[tone])}>
      {Icon ? <Icon size={13} aria-hidden strokeWidth={2.25} /> : null}
      {children}
    </span>
  );
}

/** An outlined word of a set: an area of expertise. */
export function Tag({ children }: { children: ReactNode }) {
  return <span className={styles.tag}>{children}</span>;
}

/** As many tags as `max`, then how many more, named for screen readers and on hover. */
export function Tags({ items, max = 3 }: { items: readonly string[]; max?: number }) {
  const rest = items.slice(max);
  return (
    <span className={styles.tags}>
      {items.slice(0, max).map((item) => (
        <Tag key={item}>{item}</Tag>
      ))}
      {rest.length > 0 ? (
        <span className={styles.more} title={rest.join(', ')}>
          +{rest.length}
          <span className="sr-only"> more: {rest.join(', ')}</span>
        </span>
      ) : null}
    </span>
  );
}
