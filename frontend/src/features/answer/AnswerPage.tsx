import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { CircleCheck, LinkIcon, ThumbsDown, ThumbsUp } from 'lucide-react';
import { useState } from 'react';
import { api, ProblemError, read } from '@/shared/api';
import type { components } from '@/shared/api/schema';
import { Textarea } from '@/shared/forms';
import { formatDateRange, formatDateTime, formatPeople, formatWindow } from '@/shared/format';
import { modality } from '@/shared/labels/agencies';
import { languageName } from '@/shared/labels/languages';
import { Button, Card, EmptyState, ErrorState, Facts, Notice, Skeleton, Tag } from '@/shared/ui';
import { PublicPage } from '@/shared/ui/PublicPage';
import styles from './Answer.module.css';

type Question = components['schemas']['Question'];
type Choice = 'interested' | 'declined';

const CHOICES = [
  { value: 'interested', word: 'Interested', note: 'Somebody will be in touch. Nothing is promised yet.', icon: ThumbsUp },
  { value: 'declined', word: 'Not this time', note: 'That is all. You need not say why.', icon: ThumbsDown },
] as const;

/** What stands after # never reaches a server log: it goes out as a header. */
const token = () => globalThis.location.hash.slice(1);
const header = (secret: string) => ({ 'Answer-Token': secret });

const question = (secret: string) =>
  queryOptions({
    queryKey: ['answer-link', secret],
    queryFn: ({ signal }) => read(api.GET('/api/v1/answer-link', { params: { header: header(secret) }, signal })),
    retry: (count, error) => !(error instanceof ProblemError && error.status < 500) && count < 2,
  });

function Failure({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  if (error instanceof ProblemError && (error.status === 410 || error.status === 422)) {
    return (
      <Card>
        <EmptyState icon={LinkIcon} title="This link cannot be used">
          {error.status === 410 ? error.detail : 'Open the whole link from the letter.'}
        </EmptyState>
      </Card>
    );
  }
  return (
    <Card>
      <ErrorState error={error} onRetry={onRetry} />
    </Card>
  );
}

function Need({ asked }: { asked: Question }) {
  return (
    <Card title={asked.title} subtitle={`For ${asked.countries.join(', ')}`}>
      {asked.message ? <p className={styles.message}>{asked.message}</p> : null}
      <p className={styles.need}>{asked.need}</p>
      <div className={styles.tags}>
        {asked.expertise.map((name) => (
          <Tag key={name}>{name}</Tag>
        ))}
      </div>
      <Facts
        items={[
          { label: 'When', value: `${formatDateRange(asked.starts_on, asked.ends_on)} (${formatWindow(asked.starts_on, asked.ends_on)})` },
          { label: 'How', value: modality(asked.modality) },
          { label: 'Officers', value: formatPeople(asked.headcount) },
          { label: 'Languages', value: asked.languages.map(languageName).join(', ') || 'None named' },
          { label: 'Answer by', value: formatDateTime(asked.due_at) },
        ]}
      />
    </Card>
  );
}

function Form({ asked, secret, onAnswered }: { asked: Question; secret: string; onAnswered: (choice: Choice) => void }) {
  const [choice, setChoice] = useState<Choice>();
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();

  const send = async (chosen: Choice) => {
    setBusy(true);
    setFailure(undefined);
    try {
      await api.POST('/api/v1/answer-link', {
        params: { header: header(secret) },
        body: { answer: chosen, reason: chosen === 'declined' ? reason.trim() || null : null },
      });
      onAnswered(chosen);
    } catch (error) {
      setFailure(error instanceof ProblemError ? (error.detail ?? error.title) : 'It could not be sent. Try again.');
    } finally {
      setBusy(false);
    }
  };

  return (
    <Card
      title={`Is ${asked.agency} interested?`}
      subtitle={asked.late ? 'The date has passed. A late answer is welcome and counts the same.' : `By ${formatDateTime(asked.due_at)}`}
    >
      <p className={styles.plain}>
        Answering is voluntary, and a no has no consequence: not for how your agency is ranked or when it is asked again, not for your
        agreement, and not for how fast you are paid.
      </p>
      <fieldset className={styles.choices}>
        <legend className="sr-only">Your answer</legend>
        {CHOICES.map(({ value, word, note, icon: Icon }) => (
          <label key={value} className={styles.choice}>
            <input type="radio" name="answer" value={value} checked={choice === value} onChange={() => setChoice(value)} />
            <Icon size={22} aria-hidden />
            <span>
              <strong>{word}</strong>
              <small>{note}</small>
            </span>
          </label>
        ))}
      </fieldset>
      {choice === 'declined' ? (
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
      {failure ? (
        <Notice tone="bad" role="alert">
          {failure}
        </Notice>
      ) : null}
      {choice ? (
        <div className={styles.send}>
          <Button variant="primary" busy={busy} onClick={() => void send(choice)}>
            {choice === 'interested' ? 'Send: we are interested' : 'Send: not this time'}
          </Button>
        </div>
      ) : null}
    </Card>
  );
}

function Thanks({ title, children }: { title: string; children: string }) {
  return (
    <div role="status">
      <Card>
        <EmptyState icon={CircleCheck} title={title}>
          {children}
        </EmptyState>
      </Card>
    </div>
  );
}

/** For somebody without an account: what is asked of the agency, and one answer to it. Opening the page answers nothing. */
export function AnswerPage() {
  const queryClient = useQueryClient();
  const [secret] = useState(token);
  const [answered, setAnswered] = useState<Choice>();
  const { data: asked, error, refetch } = useQuery(question(secret));
  const done = (choice: Choice) => {
    setAnswered(choice);
    void queryClient.invalidateQueries({ queryKey: ['answer-link'] });
  };
  return (
    <PublicPage
      title="A question to your agency"
      lead={asked ? `INL asks ${asked.agency} whether it is willing and available. This link is for ${asked.recipient}.` : undefined}
    >
      {error && !answered ? <Failure error={error} onRetry={() => void refetch()} /> : null}
      {answered ? (
        <Thanks title={answered === 'interested' ? 'Thank you. Your interest is noted' : 'Thank you. Not this time is noted'}>
          {answered === 'interested'
            ? 'The programme officer who asked is told and will be in touch about an offer. You can close this page.'
            : 'Nothing follows from it. You can close this page.'}
        </Thanks>
      ) : null}
      {!answered && asked?.state === 'answered' ? (
        <Thanks title="This question has been answered">
          To change the answer, write to the programme officer who asked. You can close this page.
        </Thanks>
      ) : null}
      {!answered && asked?.state === 'closed' ? (
        <Thanks title="No answer is needed any more">The need is met or has ended. Thank you. You can close this page.</Thanks>
      ) : null}
      {asked ? (
        <Need asked={asked} />
      ) : error ? null : (
        <Card>
          <Skeleton width="100%" height={260} />
        </Card>
      )}
      {!answered && asked?.state === 'open' ? <Form asked={asked} secret={secret} onAnswered={done} /> : null}
    </PublicPage>
  );
}
