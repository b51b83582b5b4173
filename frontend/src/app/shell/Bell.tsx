import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Bell as BellIcon } from 'lucide-react';
import { unreadCount } from '@/shared/notifications';
import styles from './Bell.module.css';

/** The way to the inbox, with how much is unread. When it cannot be told, the way is still there. */
export default function Bell() {
  const unread = useQuery(unreadCount).data?.unread ?? 0;
  const label = unread === 0 ? 'Inbox' : `Inbox, ${unread} unread`;
  return (
    <Link to="/inbox" className={styles.bell} aria-label={label} title={label}>
      <BellIcon size={18} aria-hidden />
      {unread > 0 ? (
        <span className={styles.count} aria-hidden>
          {unread > 99 ? '99+' : unread}
        </span>
      ) : null}
    </Link>
  );
}
