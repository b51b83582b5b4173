import { Link } from '@tanstack/react-router';
import { LogOut } from 'lucide-react';
import { roleName, useMe } from '@/shared/access';
import { setTheme, useTheme, type Theme } from '@/shared/preferences';
import { Avatar, Button, Dialog, Segmented } from '@/shared/ui';
import type { NavGroup } from '../nav';
import { NavLinks } from './Rail';
import styles from './Shell.module.css';
import { useSignOut } from './UserMenu';

/** What a phone shows behind More: every part, who is signed in, and the way out. */
export default function PhoneSheet({ groups, onClose }: { groups: NavGroup[]; onClose: () => void }) {
  const user = useMe();
  const leave = useSignOut();
  const theme = useTheme();
  return (
    <Dialog open onClose={onClose} title="All parts">
      <nav aria-label="All parts" className={styles.sheet}>
        <NavLinks groups={groups} onGo={onClose} />
      </nav>
      <div className={styles.sheetUser}>
        <Avatar name={user.name} size={36} />
        <div className={styles.userWords}>
          <Link to="/profile" onClick={onClose}>
            {user.name}
          </Link>
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
  );
}
