import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { BellOff, CheckCheck, CircleCheck, Ellipsis, Mail, MailOpen, Settings2 } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { api, read } from '@/shared/api';
import { formatDateTime, formatRelativeDays } from '@/shared/format';
import { topicName, TOPIC_NAMES } from '@/shared/labels/topics';
import { useList, useListing } from '@/shared/listing';
import {
  Button,
  ButtonLink,
  Card,
  chosenFilters,
  EmptyState,
  ErrorState,
  FilterBar,
  FilterPopover,
  IconButton,
  layout,
  Menu,
  NavTabs,
  PageHeader,
  Pagination,
  Pill,
  Skeleton,
  toast,
} from '@/shared/ui';
import { cx } from '@/shared/ui/cx';
import styles from './Inbox.module.css';
import { inboxList, inboxListing, type Message } from './queries';

const MuteDialog = lazy(() => import('./MuteDialog'));

const VIEWS = [
  { label: 'All', to: '/inbox' },
  { label: 'Unread', to: '/inbox', search: { unread: true } },
];

interface RowProps {
  message: Message;
  onMark: (read: boolean) => void;
  onMute: () => void;
}

function Row({ message, onMark, onMute }: RowProps) {
  const unread = message.read_at === null;
  return (
    <li className={cx(styles.row, unread && styles.unread)}>
      <span className={styles.dot} aria-hidden />
      <div className={styles.words}>
        <p className={styles.title}>
          <Link to={message.link} onClick={() => unread && onMark(true)}>
            {message.title}
          </Link>
          {unread ? <span className="sr-only"> (unread)</span> : null}
        </p>
        <p className={styles.body}>{message.body}</p>
        <p className={styles.meta}>
          <span>{topicName(message.topic)}</span>
          <time dateTime={message.created_at} title={formatDateTime(message.created_at)}>
            {formatRelativeDays(message.created_at)}
          </time>
          {message.muted ? <Pill icon={BellOff}>Muted</Pill> : null}
        </p>
      </div>
      <Menu
        label={`For “${message.title}”`}
        align="end"
        trigger={(props) => <IconButton {...props} icon={Ellipsis} label={`More for “${message.title}”`} />}
        entries={[
          unread
            ? { label: 'Mark as read', icon: MailOpen, onSelect: () => onMark(true) }
            : { label: 'Mark as unread', icon: Mail, onSelect: () => onMark(false) },
          { label: 'Mute…', icon: BellOff, onSelect: onMute },
        ]}
      />
    </li>
  );
}

/** What happened that concerns me, newest first; each line says what to do next and leads there. */
export function InboxPage() {
  const queryClient = useQueryClient();
  const listing = useListing(inboxListing);
  const { sort, after, unread, topic } = listing.query;
  const result = useList(inboxList({ sort, after, unread, topic }));
  const [muting, setMuting] = useState<Message>();
  const [busy, setBusy] = useState(false);
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['notifications'] });

  const mark = async (message: Message, asRead: boolean) => {
    const params = { path: { notification_id: message.id } };
    try {
      await (asRead
        ? api.POST('/api/v1/notifications/{notification_id}/read', { params })
        : api.POST('/api/v1/notifications/{notification_id}/unread', { params }));
      await refresh();
    } catch (error) {
      toast.failed(error);
    }
  };
  const markAll = async () => {
    setBusy(true);
    try {
      const newest = listing.after ? undefined : result.page?.items[0]?.id;
      const { marked } = await read(api.POST('/api/v1/notifications/read-all', { body: { through: newest ?? null } }));
      await refresh();
      toast.done(marked === 1 ? 'One message marked as read' : `${marked} messages marked as read`);
    } catch (error) {
      toast.failed(error);
    } finally {
      setBusy(false);
    }
  };

  const items = result.page?.items;
  return (
    <>
      <PageHeader
        title="Inbox"
        subtitle="What happened that concerns you, and what to do next."
        actions={
          <>
            <ButtonLink to="/profile" icon={Settings2} variant="ghost">
              How you are told
            </ButtonLink>
            <Button icon={CheckCheck} busy={busy} onClick={() => void markAll()}>
              Mark all as read
            </Button>
          </>
        }
      />
      <div className={layout.views}>
        <NavTabs label="Views of the inbox" tabs={VIEWS} />
      </div>
      <Card body="flush" footer={<Pagination page={result.page} one="message" many="messages" onGo={listing.goTo} />}>
        <FilterBar chosen={chosenFilters(listing, [{ name: 'topic', label: 'About', options: TOPIC_NAMES }])} onClear={listing.clear}>
          <FilterPopover
            label="About"
            options={TOPIC_NAMES}
            selected={listing.filters.topic ?? []}
            onChange={(values) => listing.setFilter('topic', values)}
          />
        </FilterBar>
        {result.error ? <ErrorState error={result.error} onRetry={result.retry} /> : null}
        {result.loading ? (
          <ul className={styles.list} aria-busy aria-label="Messages">
            {Array.from({ length: 6 }, (_, index) => (
              <li key={index} className={styles.row}>
                <span className={styles.dot} />
                <div className={styles.words}>
                  <Skeleton width="50%" height={20} />
                  <Skeleton width="80%" height={38} />
                </div>
              </li>
            ))}
          </ul>
        ) : null}
        {items?.length === 0 ? (
          <EmptyState
            icon={CircleCheck}
            title={listing.activeCount > 0 ? 'Nothing of this kind' : 'Your inbox is empty'}
            action={listing.activeCount > 0 ? <Button onClick={listing.clear}>Show all messages</Button> : undefined}
          >
            {listing.activeCount > 0 ? 'You have read everything that is meant here.' : 'When something needs you, it appears here.'}
          </EmptyState>
        ) : null}
        {items && items.length > 0 ? (
          <ul className={cx(styles.list, result.stale && styles.stale)} aria-label="Messages">
            {items.map((message) => (
              <Row
                key={message.id}
                message={message}
                onMark={(asRead) => void mark(message, asRead)}
                onMute={() => setMuting(message)}
              />
            ))}
          </ul>
        ) : null}
      </Card>
      <Suspense>{muting ? <MuteDialog message={muting} onMuted={() => void refresh()} onClose={() => setMuting(undefined)} /> : null}</Suspense>
    </>
  );
}
