import { Link } from '@tanstack/react-router';
import { Ellipsis } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import type { NavGroup } from '../nav';
import styles from './Shell.module.css';

const PhoneSheet = lazy(() => import('./PhoneSheet'));

// What somebody on the move opens first; the first four they may see become tabs, everything is under More.
const FIRST = ['/', '/outreach', '/agencies', '/requests', '/claims', '/activities', '/countries'];

export default function PhoneTabs({ groups }: { groups: NavGroup[] }) {
  const [more, setMore] = useState(false);
  const items = groups.flatMap((group) => group.items);
  const tabs = FIRST.flatMap((to) => items.find((item) => item.to === to) ?? []).slice(0, 4);
  return (
    <div className={styles.tabs} data-print="hide">
      <nav aria-label="Main, short">
        {tabs.map(({ label, to, icon: Icon }) => (
          <Link
            key={to}
            to={to}
            className={styles.phoneTab}
            activeOptions={{ exact: to === '/', includeSearch: false }}
            activeProps={{ 'aria-current': 'page' }}
          >
            <Icon size={21} aria-hidden />
            {label}
          </Link>
        ))}
        <button type="button" className={styles.phoneTab} aria-haspopup="dialog" onClick={() => setMore(true)}>
          <Ellipsis size={21} aria-hidden />
          More
        </button>
      </nav>
      {more ? (
        <Suspense>
          <PhoneSheet groups={groups} onClose={() => setMore(false)} />
        </Suspense>
      ) : null}
    </div>
  );
}
