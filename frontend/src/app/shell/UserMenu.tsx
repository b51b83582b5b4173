import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { ChevronsUpDown, CircleUser, LogOut, Monitor, Moon, Sun } from 'lucide-react';
import { roleName, signOut, useMe } from '@/shared/access';
import { Avatar, Menu, toast, type MenuEntry } from '@/shared/ui';
import { setTheme, useTheme, type Theme } from '@/shared/preferences';
import styles from './Shell.module.css';

const THEMES: { theme: Theme; label: string; icon: typeof Sun }[] = [
  { theme: 'light', label: 'Light', icon: Sun },
  { theme: 'dark', label: 'Dark', icon: Moon },
  { theme: 'system', label: 'As the system', icon: Monitor },
];

/** Leaves on this page only when the server has ended the session. */
export function useSignOut(): () => Promise<void> {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  return async () => {
    try {
      await signOut(queryClient);
    } catch (error) {
      toast.failed(error);
      return;
    }
    await navigate({ to: '/sign-in', search: {} });
  };
}

export function useThemeEntries(): MenuEntry[] {
  const current = useTheme();
  return THEMES.map(({ theme, label, icon }) => ({
    label,
    icon,
    checked: current === theme,
    onSelect: () => setTheme(theme),
  }));
}

/** Who is signed in, the theme, and the way out. */
export default function UserMenu() {
  const user = useMe();
  const leave = useSignOut();
  const navigate = useNavigate();
  const themes = useThemeEntries();
  return (
    <Menu
      label="Your account"
      heading={user.email}
      entries={[
        { label: 'Your profile', icon: CircleUser, onSelect: () => void navigate({ to: '/profile' }) },
        'separator',
        ...themes,
        'separator',
        { label: 'Sign out', icon: LogOut, onSelect: () => void leave() },
      ]}
      trigger={(props) => (
        <button type="button" {...props} className={styles.userButton}>
          <Avatar name={user.name} size={34} />
          <span className={styles.userWords}>
            <span className={styles.userName}>{user.name}</span>
            <span className={styles.userRole}>{user.roles.map(roleName).join(', ')}</span>
          </span>
          <ChevronsUpDown size={15} aria-hidden />
        </button>
      )}
    />
  );
}
