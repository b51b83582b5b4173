import { Link } from '@tanstack/react-router';
import { CircleCheck } from 'lucide-react';
import { useState } from 'react';
import { plural } from '@/shared/format';
import { Button, Card, EmptyState, ErrorState, Skeleton } from '@/shared/ui';
import styles from './Overview.module.css';
import type { WaitingItem } from './queries';
import { dueInWords, kindOf, recordPath, recordTab } from './work';

const SHOWN = 5;

function Item({ item }: { item: WaitingItem }) {
  const { icon: Icon, next } = kindOf(item.kind);
  return (
    <li className={styles.item}>
      <span className={styles.itemIcon} data-tone={item.overdue ? 'bad' : 'calm'}>
        <Icon size={17} aria-hidden />
      </span>
      <div className={styles.itemWords}>
        <div className={styles.itemHead}>
          <Link to={recordPath(item)} search={{ tab: recordTab(item) } as never} className={styles.itemTitle}>
            {item.title}
          </Link>
          {item.due_on ? (
            <span className={styles.due} data-overdue={item.overdue}>
              {dueInWords(item.due_on)}
            </span>
          ) : null}
        </div>
        <p>
          {item.agency ? `${item.agency}. ` : ''}
          {next} <span className={styles.reference}>{item.reference}</span>
        </p>
      </div>
    </li>
  );
}

interface WorkQueueProps {
  title: string;
  items: readonly WaitingItem[] | undefined;
  error?: unknown;
  onRetry?: () => void;
  className?: string | undefined;
  /** What stands there when nothing waits. */
  nothing?: string;
}

/** Work in the order of its urgency; each line leads to its record and says what to do there. */
export default function WorkQueue({ title, items, error, onRetry, className, nothing = 'Nothing waits for you.' }: WorkQueueProps) {
  const [all, setAll] = useState(false);
  const shown = all ? (items ?? []) : (items ?? []).slice(0, SHOWN);
  const rest = (items?.length ?? 0) - SHOWN;
  return (
    <Card
      title={title}
      subtitle={items && items.length > 0 ? `${plural(items.length, 'item')}${items.length > 1 ? ', most urgent first' : ''}` : undefined}
      body="flush"
      className={className}
      footer={
        rest > 0 ? (
          <Button size="sm" variant="ghost" aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? 'Show the most urgent only' : `Show ${rest} more`}
          </Button>
        ) : undefined
      }
    >
      {error ? <ErrorState compact error={error} onRetry={onRetry} /> : null}
      {!error && items === undefined ? (
        <ul className={styles.items} aria-busy>
          {Array.from({ length: SHOWN }, (_, index) => (
            <li key={index} className={styles.item}>
              <Skeleton width={34} height={34} />
              <div className={styles.itemWords}>
                <Skeleton width="80%" />
                <Skeleton width="60%" />
              </div>
            </li>
          ))}
        </ul>
      ) : null}
      {items?.length === 0 ? (
        <EmptyState compact icon={CircleCheck} title={nothing}>
          What you can do next appears here as soon as somebody hands it on.
        </EmptyState>
      ) : null}
      {shown.length > 0 ? (
        <ul className={styles.items}>
          {shown.map((item) => (
            <Item key={`${item.kind}${item.id}${item.agency ?? ''}`} item={item} />
          ))}
        </ul>
      ) : null}
    </Card>
  );
}
