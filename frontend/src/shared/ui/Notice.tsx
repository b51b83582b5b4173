import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from './cx';
import type { Tone } from './status';
import styles from './Misc.module.css';

const ICONS = { good: CircleCheck, info: Info, warn: TriangleAlert, bad: CircleAlert, calm: Info };

interface NoticeProps {
  tone?: Exclude<Tone, 'calm'>;
  /** A button or link at the right. */
  action?: ReactNode;
  /** `alert` when it answers what the person just did. */
  role?: 'alert' | 'status' | 'note';
  children: ReactNode;
}

/** A line above the content: a locked record, an expired agreement, a rejected form. */
export function Notice({ tone = 'info', action, role = 'note', children }: NoticeProps) {
  const Icon = ICONS[tone];
  return (
    <div className={cx(styles.notice, styles[tone])} role={role}>
      <Icon size={17} aria-hidden />
      <div>{children}</div>
      {action ? <div className={styles.noticeAction}>{action}</div> : null}
    </div>
  );
}
