import { useQuery } from '@tanstack/react-query';
import { MessageSquarePlus } from 'lucide-react';
import { roleName } from '@/shared/access';
import { plural } from '@/shared/format';
import { Card, EmptyState, ErrorState, Skeleton, Timeline } from '@/shared/ui';
import styles from './Mou.module.css';
import { commentsOn, type Mou } from './queries';

/** What was said about the text while it was negotiated, and how each point was settled. */
export default function MouComments({ mou }: { mou: Mou }) {
  const { data, error, isPending, refetch } = useQuery(commentsOn(mou.id));
  // A text that was never discussed needs no card of its own.
  if (data?.length === 0 && mou.status !== 'negotiation') return null;
  return (
    <Card title="Comments" subtitle={mou.open_comments > 0 ? `${plural(mou.open_comments, 'comment')} to settle` : 'Both parties read them'}>
      {error ? <ErrorState compact error={error} onRetry={() => void refetch()} /> : null}
      {isPending ? <Skeleton width="70%" height={48} /> : null}
      {data?.length === 0 ? (
        <EmptyState compact icon={MessageSquarePlus} title="No comment yet">
          Either party comments on the text from the menu of this page.
        </EmptyState>
      ) : null}
      {data && data.length > 0 ? (
        <Timeline
          events={data.map(({ id, recorded_at: at, action, actor, reason }) => ({
            id,
            at,
            text: (
              <>
                <strong>{actor.name}</strong>
                {actor.role ? ` (${roleName(actor.role).toLowerCase()})` : ''} {action === 'mous.commented' ? 'commented' : 'settled a comment'}
              </>
            ),
            detail: <span className={styles.text}>{reason}</span>,
          }))}
        />
      ) : null}
    </Card>
  );
}
