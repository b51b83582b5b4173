import type { ReactNode } from 'react';
import { usePageTitle } from './PageHeader';
import styles from './PublicPage.module.css';
import { Shield } from './Shield';

interface PublicPageProps {
  title: string;
  lead?: ReactNode;
  children: ReactNode;
}

/** A page for people without an account: no rail, nothing to find one's way in but the page itself. */
export function PublicPage({ title, lead, children }: PublicPageProps) {
  usePageTitle(title);
  return (
    <main id="content" tabIndex={-1} className={styles.page}>
      <header className={styles.head}>
        <Shield size={40} />
        <p>Police Partnerships</p>
      </header>
      <h1 tabIndex={-1} data-page-heading>
        {title}
      </h1>
      {lead ? <p className={styles.lead}>{lead}</p> : null}
      <div className={styles.body}>{children}</div>
    </main>
  );
}
