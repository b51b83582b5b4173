import { useQuery, useQueryClient } from '@tanstack/react-query';
import { MessageCircleQuestion } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { hasAction, useCan } from '@/shared/access';
import { formatDateTime } from '@/shared/format';
import { Button, Card, EmptyState, ErrorState, Pill, Skeleton } from '@/shared/ui';
import { clarifications, refreshRequests, type Clarification, type Request } from './queries';
import styles from './Request.module.css';

const QuestionDialog = lazy(() => import('./QuestionDialog'));

/** Questions of programme staff about the need, and the post's answers. */
export default function Clarifications({ request }: { request: Request }) {
  const can = useCan();
  const queryClient = useQueryClient();
  const { data, error, isPending, refetch } = useQuery(clarifications(request.id));
  const [open, setOpen] = useState<Clarification | 'ask'>();
  const mayAsk = hasAction(request, 'ask');
  const ask = mayAsk ? <Button size="sm" onClick={() => setOpen('ask')}>Ask the post</Button> : undefined;
  return (
    <Card title="Questions" subtitle="Programme staff ask, the post answers" actions={data && data.length > 0 ? ask : undefined} body="flush">
      {error ? <ErrorState compact error={error} onRetry={() => void refetch()} /> : null}
      {isPending && !error ? (
        <div className={styles.pad}>
          <Skeleton width="60%" height={60} />
        </div>
      ) : null}
      {data?.length === 0 ? (
        <EmptyState icon={MessageCircleQuestion} title="No questions" action={ask}>
          {mayAsk ? 'Ask the post when the need is not clear enough to ask agencies.' : 'Questions about the need appear here with their answers.'}
        </EmptyState>
      ) : null}
      {data && data.length > 0 ? (
        <ol className={styles.questions}>
          {data.map((one) => (
            <li key={one.id}>
              <div className={styles.asked}>
                <strong>{one.question}</strong>
                <span className={styles.at}>{formatDateTime(one.created_at)}</span>
              </div>
              {one.answer ? (
                <div className={styles.answer}>
                  <p>{one.answer}</p>
                  <span className={styles.at}>{formatDateTime(one.answered_at)}</span>
                </div>
              ) : (
                <div className={styles.unanswered}>
                  <Pill tone="warn">Not answered yet</Pill>
                  {can('requests:answer') ? (
                    <Button size="sm" onClick={() => setOpen(one)}>
                      Answer
                    </Button>
                  ) : null}
                </div>
              )}
            </li>
          ))}
        </ol>
      ) : null}
      {open ? (
        <Suspense>
          <QuestionDialog
            requestId={request.id}
            question={open === 'ask' ? undefined : open}
            refresh={() => refreshRequests(queryClient)}
            onClose={() => setOpen(undefined)}
          />
        </Suspense>
      ) : null}
    </Card>
  );
}
