import { Link } from '@tanstack/react-router';
import styles from './Overview.module.css';
import type { WaitingItem } from './queries';
import { dueInWords, kindOf, queuesOf, recordPath, recordTab } from './work';

/** For those whose day is made of queues: how many of each, and which one first. */
export default function Queues({ items }: { items: readonly WaitingItem[] }) {
  const queues = queuesOf(items);
  if (queues.length < 2) return null;
  return (
    <nav className={styles.queues} aria-label="Your queues">
      {queues.map(({ kind, count, overdue, first }) => (
        <Link key={kind} to={recordPath(first)} search={{ tab: recordTab(first) } as never} className={styles.queue}>
          <span className={styles.queueName}>{kindOf(kind).queue}</span>
          <span className={styles.queueCount}>{count}</span>
          <span className={styles.queueNote} data-overdue={overdue > 0}>
            {overdue > 0 ? `${overdue} overdue` : first.due_on ? `first ${dueInWords(first.due_on)}` : 'no date set'}
            <span className="sr-only">. Opens {first.reference}</span>
          </span>
        </Link>
      ))}
    </nav>
  );
}
