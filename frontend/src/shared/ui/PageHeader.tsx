import type { ReactNode } from 'react';
import { usePageTitle } from './pageTitle';
import { Skeleton } from './Skeleton';
import styles from './PageHeader.module.css';

export { usePageTitle } from './pageTitle';

interface PageHeaderProps {
  /** Undefined while the record loads. */
  title: string | undefined;
  subtitle?: ReactNode;
  /** An Avatar or icon before the title of a record. */
  mark?: ReactNode;
  /** At most one primary button. */
  actions?: ReactNode;
}

/** The heading of every page; also its document title and last breadcrumb. Takes the focus after navigation. */
export function PageHeader({ title, subtitle, mark, actions }: PageHeaderProps) {
  usePageTitle(title ?? '');
  return (
    <header className={styles.header}>
      {mark}
      <div className={styles.words}>
        <h1 tabIndex={-1} data-page-heading>
          {title ?? <Skeleton width={260} height={28} />}
        </h1>
        {subtitle ? <div className={styles.subtitle}>{subtitle}</div> : null}
      </div>
      {actions ? <div className={styles.actions}>{actions}</div> : null}
    </header>
  );
}
