import { Link } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import type { NavGroup } from '../nav';
import { Brand } from './Brand';
import styles from './Shell.module.css';

const UserMenu = lazy(() => import('./UserMenu'));

export function NavLinks({ groups, onGo }: { groups: NavGroup[]; onGo?: () => void }) {
  return groups.map(({ label, items }) => (
    <div key={label ?? 'start'} className={styles.group}>
      {label ? <p className={styles.groupLabel}>{label}</p> : null}
      <ul>
        {items.map(({ label, to, icon: Icon }) => (
          <li key={to}>
            <Link
              to={to}
              className={styles.item}
              activeOptions={{ exact: to === '/', includeSearch: false }}
              activeProps={{ 'aria-current': 'page' }}
              onClick={onGo}
            >
              <Icon size={17} aria-hidden />
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  ));
}

export function Rail({ groups }: { groups: NavGroup[] }) {
  return (
    <aside className={styles.rail} aria-label="Sidebar" data-print="hide">
      <div className={styles.railInner}>
        <Brand />
        <nav aria-label="Main" className={styles.nav}>
          <NavLinks groups={groups} />
        </nav>
        <div className={styles.user}>
          <Suspense>
            <UserMenu />
          </Suspense>
        </div>
      </div>
    </aside>
  );
}
