import { Outlet } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Banner } from './Banner';
import styles from './Shell.module.css';

/** Around every page, signed in or not. */
export function Root() {
  return (
    <>
      <a href="#content" className={styles.skip}>
        Skip to content
      </a>
      <Banner />
      <Outlet />
    </>
  );
}

/** A page without the rail: not found, failed before it was known who asks. */
export function Bare({ children }: { children: ReactNode }) {
  return (
    <main id="content" tabIndex={-1} className={styles.content}>
      {children}
    </main>
  );
}
