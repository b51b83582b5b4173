import type { ReactNode } from 'react';
import { formatDateTime } from '@/shared/format';
import styles from './Timeline.module.css';

export interface TimelineEvent {
  id: string;
  /** "Program officer sent the agreement": who did what, in words. */
  text: ReactNode;
  /** UTC instant. */
  at: string;
  /** A comment or the fields that changed. */
  detail?: ReactNode;
  tone?: 'good' | 'warn' | 'bad';
}

/** What happened to a record, newest first. */
export function Timeline({ events }: { events: TimelineEvent[] }) {
  return (
    <ol className={styles.timeline}>
      {events.map((event) => (
        <li key={event.id} className={styles.event} data-tone={event.tone}>
          <div className={styles.text}>{event.text}</div>
          {event.detail ? <div className={styles.detail}>{event.detail}</div> : null}
          <time dateTime={event.at} className={styles.at}>
            {formatDateTime(event.at)}
          </time>
        </li>
      ))}
    </ol>
  );
}

export interface Step {
  label: string;
  state: 'done' | 'current' | 'ahead';
  note?: ReactNode;
}

/** Where a record stands on its way: request → asked → activity → claim → paid. */
export function Steps({ label, steps }: { label: string; steps: Step[] }) {
  return (
    <ol className={styles.steps} aria-label={label}>
      {steps.map((step) => (
        <li key={step.label} data-state={step.state} aria-current={step.state === 'current' ? 'step' : undefined}>
          <span className={styles.stepLabel}>{step.label}</span>
          {step.state === 'done' ? <span className="sr-only"> (done)</span> : null}
          {step.note ? <span className={styles.stepNote}>{step.note}</span> : null}
        </li>
      ))}
    </ol>
  );
}
