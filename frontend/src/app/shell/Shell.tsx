import { Outlet, useRouter } from '@tanstack/react-router';
import { lazy, Suspense, useCallback, useMemo, useState } from 'react';
import { useMe } from '@/shared/access';
import { navigationFor } from '../nav';
import { Rail } from './Rail';
import styles from './Shell.module.css';
import { TopBar } from './TopBar';
import { useRouteFocus } from './useRouteFocus';
import { useShortcuts } from './useShortcuts';

const Palette = lazy(() => import('./Palette'));
const PhoneTabs = lazy(() => import('./PhoneTabs'));

/** The frame of every signed-in page. */
export function Shell() {
  const me = useMe();
  const router = useRouter();
  const [palette, setPalette] = useState(false);
  const announcement = useRouteFocus();
  const groups = useMemo(() => navigationFor(me, (path) => path in router.routesByPath), [me, router]);

  useShortcuts(useCallback(() => setPalette(true), []));

  return (
    <>
      <div className={styles.frame}>
        <Rail groups={groups} />
        <div className={styles.column}>
          <TopBar onSearch={() => setPalette(true)} />
          <main id="content" tabIndex={-1} className={styles.content}>
            <Outlet />
          </main>
        </div>
      </div>
      <Suspense>
        <PhoneTabs groups={groups} />
      </Suspense>
      {palette ? (
        <Suspense>
          <Palette groups={groups} onClose={() => setPalette(false)} />
        </Suspense>
      ) : null}
      <div role="status" className="sr-only">
        {announcement}
      </div>
    </>
  );
}
