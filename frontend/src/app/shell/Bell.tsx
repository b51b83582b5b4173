import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Bell as BellIcon } from 'lucide-react';
import { unreadCount } from '@/shared/notifications';
import styles from './Bell.module.css';

/** The way to the inbox, with how much is unread. When it cannot be told, the way is still there. */
export default function Bell() {
  const unread = useQuery(unreadCount).data?.unread ?? 0;
  return (
    <Link to="/inbox" className={styles.bell} title="Inbox">
      <BellIcon size={18} aria-hidden />
      <span className="sr-only">Inbox</span>
      {unread > 0 ? (
        <>
          <span className={styles.count}>{unread > 99 ? '99+' : unread}</span>
          <span className="sr-only">unread</span>
        </>
      ) : null}
    </Link>
  );
}
