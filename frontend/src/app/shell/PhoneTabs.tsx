import { Link } from '@tanstack/react-router';
import { Ellipsis, LogOut } from 'lucide-react';
import { useState } from 'react';
import { roleName, useMe } from '@/shared/access';
import { Avatar, Button, Dialog, Segmented } from '@/shared/ui';
import type { NavGroup } from '../nav';
import { setTheme, useTheme, type Theme } from '@/shared/preferences';
import { NavLinks } from './Rail';
import styles from './Shell.module.css';
import { useSignOut } from './UserMenu';

// What somebody on the move opens first; the first four they may see become tabs, everything is under More.
const FIRST = ['/', '/outreach', '/agencies', '/requests', '/claims', '/activities', '/countries'];

export function PhoneTabs({ groups }: { groups: NavGroup[] }) {
  const [more, setMore] = useState(false);
  const user = useMe();
  const leave = useSignOut();
  const theme = useTheme();
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
      <Dialog open={more} onClose={() => setMore(false)} title="All parts">
        <nav aria-label="All parts" className={styles.sheet}>
          <NavLinks groups={groups} onGo={() => setMore(false)} />
        </nav>
        <div className={styles.sheetUser}>
          <Avatar name={user.name} size={36} />
          <div className={styles.userWords}>
            <span>{user.name}</span>
            <span className="muted">{user.roles.map(roleName).join(', ')}</span>
          </div>
          <Button icon={LogOut} onClick={() => void leave()}>
            Sign out
          </Button>
        </div>
        <Segmented
          label="Theme"
          value={theme}
          onChange={(value) => setTheme(value as Theme)}
          tabs={[
            { value: 'light', label: 'Light' },
            { value: 'dark', label: 'Dark' },
            { value: 'system', label: 'As the system' },
          ]}
        />
      </Dialog>
    </div>
  );
}
