import { Link, useMatches } from '@tanstack/react-router';
import { Search } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { Breadcrumbs, IconButton, Kbd, Shield, type Crumb } from '@/shared/ui';
import { useCurrentTitle } from '@/shared/ui/pageTitle';
import styles from './Shell.module.css';

// Not part of the entry: it asks for a number that nobody waits for.
const Bell = lazy(() => import('./Bell'));

const isMac = () => /mac|iphone|ipad/i.test(navigator.userAgent);

/** Overview / list / record: from the routes, the last from the page's own title. */
function useCrumbs(): Crumb[] {
  const title = useCurrentTitle();
  const crumbs = useMatches().flatMap(({ staticData, pathname }) =>
    staticData.crumb ? [{ label: staticData.crumb, to: pathname.replace(/(.)\/$/, '$1') }] : [],
  );
  const trail = crumbs.some(({ to }) => to === '/') ? crumbs : [{ label: 'Overview', to: '/' }, ...crumbs];
  const seen = trail.filter(({ to }, index) => trail.findIndex((crumb) => crumb.to === to) === index);
  const last = seen.at(-1);
  return last && last.to !== '/' && title ? [...seen.slice(0, -1), { ...last, label: title }] : seen;
}

export function TopBar({ onSearch }: { onSearch: () => void }) {
  const crumbs = useCrumbs();
  return (
    <header className={styles.bar} data-print="hide">
      <Link to="/" className={styles.barShield} aria-label="Overview">
        <Shield size={30} />
      </Link>
      <Breadcrumbs items={crumbs} />
      <div className={styles.barEnd}>
        <button type="button" className={styles.searchButton} onClick={onSearch} aria-keyshortcuts="Control+K Meta+K">
          <Search size={16} aria-hidden />
          <span>Find a record or a page…</span>
          <Kbd>{isMac() ? '⌘ K' : 'Ctrl K'}</Kbd>
        </button>
        <IconButton icon={Search} label="Find a record or a page" onClick={onSearch} className={styles.searchIcon} />
        <Suspense fallback={<span className={styles.bellPlace} />}>
          <Bell />
        </Suspense>
      </div>
    </header>
  );
}
