import { useQueryClient } from '@tanstack/react-query';
import { ThumbsDown, ThumbsUp } from 'lucide-react';
import { useState } from 'react';
import { useAction } from '@/shared/actions';
import { api, ifMatch, type Versioned } from '@/shared/api';
import { Textarea } from '@/shared/forms';
import { formatDateTime, formatRelativeDays } from '@/shared/format';
import { Button, Card } from '@/shared/ui';
import styles from './Outreach.module.css';
import { refreshOutreach, type Outreach } from './queries';

type Answer = 'interested' | 'declined';

const CHOICES = [
  { value: 'interested', word: 'Interested', note: 'You can make an offer next. Nothing is promised yet.', icon: ThumbsUp },
  { value: 'declined', word: 'Not this time', note: 'That is all. You need not say why.', icon: ThumbsDown },
] as const;

/** The answer: two big choices, one press to send. A no costs as little as a yes. */
export default function AnswerCard({ outreach }: { outreach: Versioned<Outreach> }) {
  const queryClient = useQueryClient();
  const action = useAction(() => refreshOutreach(queryClient));
  const [answer, setAnswer] = useState<Answer>();
  const [reason, setReason] = useState('');
  const { data: record, etag } = outreach;
  const [openedAt] = useState(() => Date.now());
  const overdue = Date.parse(record.due_at) < openedAt;

  const send = (chosen: Answer) =>
    action.run(
      'reply',
      () =>
        api.POST('/api/v1/outreach/{outreach_id}/reply', {
          params: { path: { outreach_id: record.id }, header: ifMatch(etag) },
          body: { answer: chosen, reason: chosen === 'declined' ? reason.trim() || null : null },
        }),
      chosen === 'interested' ? 'Thank you. You can make your offer now' : 'Thank you. Not this time is noted',
    );

  return (
    <Card
      title="Your answer"
      subtitle={
        overdue
          ? 'The date has passed. A late answer is welcome and counts the same.'
          : `By ${formatDateTime(record.due_at)}, ${formatRelativeDays(record.due_at)}`
      }
    >
      <fieldset className={styles.choices}>
        <legend className="sr-only">Your answer</legend>
        {CHOICES.map(({ value, word, note, icon: Icon }) => (
          <label key={value} className={styles.choice} data-answer={value}>
            <input type="radio" name="answer" value={value} checked={answer === value} onChange={() => setAnswer(value)} />
            <Icon size={22} aria-hidden />
            <span>
              <strong>{word}</strong>
              <small>{note}</small>
            </span>
          </label>
        ))}
      </fieldset>
      <p className={styles.plain}>
        A no has no consequence. It does not change how your agency is ranked, when it is asked again, your agreement, or how fast you are paid.
      </p>
      {answer === 'declined' ? (
        <Textarea
          label="Reason"
          optional
          hint="Only people of your agency and auditors can read it. Those who choose agencies never see it."
          rows={2}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      ) : null}
      {answer ? (
        <div className={styles.send}>
          <Button variant="primary" busy={action.busy === 'reply'} onClick={() => void send(answer)}>
            {answer === 'interested' ? 'Send: we are interested' : 'Send: not this time'}
          </Button>
        </div>
      ) : null}
      {action.stale}
    </Card>
  );
}
