import type { ReactNode } from 'react';
import { useId } from 'react';
import { cx } from './cx';
import styles from './Card.module.css';

interface CardProps {
  title?: ReactNode;
  /** One line. */
  subtitle?: ReactNode;
  /** Buttons or a link at the right of the title. */
  actions?: ReactNode;
  /** `flush`: the body goes to the edges (tables, lists). */
  body?: 'padded' | 'flush';
  headingLevel?: 2 | 3;
  footer?: ReactNode;
  className?: string;
  children?: ReactNode;
}

export function Card({
  title,
  subtitle,
  actions,
  body = 'padded',
  headingLevel = 2,
  footer,
  className,
  children,
}: CardProps) {
  const id = useId();
  const Heading = `h${headingLevel}` as const;
  return (
    <section className={cx(styles.card, className)} aria-labelledby={title ? id : undefined}>
      {title ? (
        <header className={styles.head}>
          <div className={styles.titles}>
            <Heading id={id} className={styles.title}>
              {title}
            </Heading>
            {subtitle ? <p className={styles.subtitle}>{subtitle}</p> : null}
          </div>
          {actions ? <div className={styles.actions}>{actions}</div> : null}
        </header>
      ) : null}
      <div className={cx(styles.body, body === 'flush' && styles.flush, !title && styles.untitled)}>{children}</div>
      {footer ? <footer className={styles.footer}>{footer}</footer> : null}
    </section>
  );
}

export interface Figure {
  label: string;
  value: ReactNode;
  /** Small words after the value: "of $18.4M". */
  of?: ReactNode;
  note?: ReactNode;
  /** A sparkline or a bar. */
  chart?: ReactNode;
}

/** One card, split by hairlines: a row of figures is one thing, not five boxes. */
export function FigureCard({ label, figures }: { label: string; figures: Figure[] }) {
  return (
    <section className={cx(styles.card, styles.figures)} aria-label={label}>
      <dl className={styles.figureGrid} style={{ '--figures': figures.map(({ of }) => (of ? 'minmax(0, 1.35fr)' : 'minmax(0, 1fr)')).join(' ') } as React.CSSProperties}>
        {figures.map((figure) => (
          <div key={figure.label} className={styles.figure}>
            <dt>{figure.label}</dt>
            <dd className={styles.value}>
              {figure.value}
              {figure.of ? <span className={styles.of}> {figure.of}</span> : null}
            </dd>
            {figure.note ? <dd className={styles.note}>{figure.note}</dd> : null}
            {figure.chart ? <dd className={styles.chart}>{figure.chart}</dd> : null}
          </div>
        ))}
      </dl>
    </section>
  );
}

/** Label and value pairs of a record. */
export function Facts({ items }: { items: { label: string; value: ReactNode }[] }) {
  return (
    <dl className={styles.facts}>
      {items.map(({ label, value }) => (
        <div key={label} className={styles.fact}>
          <dt>{label}</dt>
          <dd>{value ?? '—'}</dd>
        </div>
      ))}
    </dl>
  );
}
