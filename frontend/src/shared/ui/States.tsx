import type { LucideIcon } from 'lucide-react';
import { CircleAlert, Inbox, Lock, RotateCw } from 'lucide-react';
import type { ReactNode } from 'react';
import { explain, ProblemError } from '@/shared/api';
import { Button } from './Button';
import { cx } from './cx';
import styles from './Misc.module.css';

interface StateProps {
  icon?: LucideIcon;
  title: string;
  /** The next step, in a sentence. */
  children?: ReactNode;
  action?: ReactNode;
  compact?: boolean;
}

/** Nothing to show, and what to do about it. */
export function EmptyState({ icon: Icon = Inbox, title, children, action, compact }: StateProps) {
  return (
    <div className={cx(styles.state, compact && styles.compact)}>
      <span className={styles.stateIcon}>
        <Icon size={22} aria-hidden />
      </span>
      <p className={styles.stateTitle}>{title}</p>
      {children ? <p className={styles.stateText}>{children}</p> : null}
      {action ? <div className={styles.stateAction}>{action}</div> : null}
    </div>
  );
}

/** Something failed: what, what to do next, and the request number to quote. Says "no access" for a 403. */
export function ErrorState({ error, onRetry, compact }: { error: unknown; onRetry?: () => void; compact?: boolean }) {
  const { title, next, requestId } = explain(error);
  const forbidden = error instanceof ProblemError && error.status === 403;
  // Asking again changes neither.
  const final = forbidden || (error instanceof ProblemError && error.status === 404);
  const Icon = forbidden ? Lock : CircleAlert;
  return (
    <div className={cx(styles.state, compact && styles.compact)} role="alert">
      <span className={cx(styles.stateIcon, !forbidden && styles.bad)}>
        <Icon size={22} aria-hidden />
      </span>
      <p className={styles.stateTitle}>{title}</p>
      <p className={styles.stateText}>{next}</p>
      {onRetry && !final ? (
        <div className={styles.stateAction}>
          <Button icon={RotateCw} onClick={onRetry}>
            Try again
          </Button>
        </div>
      ) : null}
      {requestId ? (
        <p className={styles.request}>
          Request <code>{requestId}</code>
        </p>
      ) : null}
    </div>
  );
}
