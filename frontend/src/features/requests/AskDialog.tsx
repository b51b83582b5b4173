import { useQueryClient } from '@tanstack/react-query';
import { CircleCheck, Clock } from 'lucide-react';
import { useRef, useState } from 'react';
import { api, newIdempotencyKey, ProblemError } from '@/shared/api';
import { FormDialog, Textarea, TextInput } from '@/shared/forms';
import { plural } from '@/shared/format';
import { Notice, Pill, toast } from '@/shared/ui';
import styles from './Match.module.css';
import { refreshRequests, type MatchCandidate, type Request } from './queries';
import { outOfTurn } from './ranking';

interface AskDialogProps {
  request: Request;
  candidates: readonly MatchCandidate[];
  chosen: ReadonlySet<string>;
  /** Agencies that have been asked. */
  onAsked: (ids: ReadonlySet<string>) => void;
  onClose: () => void;
}

interface Asking {
  state: 'ready' | 'asked' | 'failed';
  problem?: string;
  /** The server wants to know why, although this page did not expect it. */
  wantsReason?: boolean;
}

const explainAll = (error: unknown): string =>
  error instanceof ProblemError
    ? (error.errors.map(({ message }) => message).join(' ') || (error.detail ?? error.title))
    : 'The question could not be sent. Try again.';

/**
 * Asks the chosen agencies one after the other, best rank first: one question each, each with its own result. What
 * failed stays and can be sent again; what was sent is not sent twice.
 */
export default function AskDialog({ request, candidates, chosen, onAsked, onClose }: AskDialogProps) {
  const queryClient = useQueryClient();
  // As chosen when the dialog opened: those asked leave the choice behind it.
  const [asked] = useState(() => candidates.filter(({ agency }) => chosen.has(agency.id)).toSorted((a, b) => a.rank - b.rank));
  const [skipping] = useState(() => outOfTurn(candidates, chosen));
  const [message, setMessage] = useState('');
  const [reasons, setReasons] = useState<Record<string, string>>({});
  const [results, setResults] = useState<Record<string, Asking>>({});
  const [busy, setBusy] = useState(false);
  const [missing, setMissing] = useState(false);
  const keys = useRef(new Map<string, string>());
  const open = asked.filter(({ agency }) => results[agency.id]?.state !== 'asked');
  const wantsReason = (id: string) => skipping.has(id) || results[id]?.wantsReason === true;

  const ask = async (agencyId: string): Promise<Asking> => {
    const key = keys.current.get(agencyId) ?? newIdempotencyKey();
    keys.current.set(agencyId, key);
    try {
      await api.POST('/api/v1/outreach', {
        params: { header: { 'Idempotency-Key': key } },
        body: {
          request_id: request.id,
          agency_id: agencyId,
          message: message.trim() || null,
          chosen_reason: (reasons[agencyId] ?? '').trim() || null,
        },
      });
      return { state: 'asked' };
    } catch (error) {
      // Once the server has answered, the next try is a new question.
      if (error instanceof ProblemError && error.status > 0) keys.current.delete(agencyId);
      const wants = error instanceof ProblemError && error.errors.some(({ code }) => code === 'reason_missing');
      return { state: 'failed', problem: explainAll(error), wantsReason: wants };
    }
  };

  const send = async () => {
    if (open.some(({ agency }) => wantsReason(agency.id) && (reasons[agency.id] ?? '').trim() === '')) {
      setMissing(true);
      return;
    }
    setBusy(true);
    const done = new Set<string>();
    let failures = 0;
    for (const { agency } of open) {
      // In turn: whether an agency is next in rank depends on who was asked before it.
      // oxlint-disable-next-line no-await-in-loop
      const result = await ask(agency.id);
      if (result.state === 'asked') done.add(agency.id);
      else failures += 1;
      setResults((before) => ({ ...before, [agency.id]: result }));
    }
    setBusy(false);
    onAsked(done);
    await refreshRequests(queryClient);
    if (failures === 0) {
      toast.done(`${plural(asked.length, 'agency', 'agencies')} asked`);
      onClose();
    }
  };

  const failed = Object.values(results).some(({ state }) => state === 'failed');
  return (
    <FormDialog
      title={asked.length === 1 ? 'Ask this agency' : `Ask ${asked.length} agencies`}
      subtitle={request.urgency === 'urgent' ? 'The request is urgent: answers are due soon.' : 'Each question gets its due date when it is sent.'}
      submit={failed ? 'Send again what failed' : asked.length === 1 ? 'Send question' : 'Send questions'}
      busy={busy}
      failure={failed && !busy ? 'Not every question was sent. See below what to do about each.' : undefined}
      onSubmit={() => void send()}
      onClose={onClose}
    >
      <Textarea
        label="Message"
        optional
        hint="Stands above the need that they read, the same for all of them."
        rows={3}
        value={message}
        onChange={(event) => setMessage(event.target.value)}
      />
      <ul className={styles.asks}>
        {asked.map(({ agency, rank, score }) => {
          const result = results[agency.id];
          const reason = reasons[agency.id] ?? '';
          return (
            <li key={agency.id} className={styles.ask}>
              <div className={styles.askHead}>
                <strong>{agency.name}</strong>
                <span className="muted">{`rank ${rank}, ${Number(score).toFixed(2)} points`}</span>
                {result?.state === 'asked' ? (
                  <Pill tone="good" icon={CircleCheck}>
                    Asked
                  </Pill>
                ) : result?.state === 'failed' ? (
                  <Pill tone="bad">Not sent</Pill>
                ) : (
                  <Pill icon={Clock}>To be asked</Pill>
                )}
              </div>
              {result?.problem ? (
                <p className={styles.failed} role="alert">
                  {result.problem}
                </p>
              ) : null}
              {wantsReason(agency.id) && result?.state !== 'asked' ? (
                <TextInput
                  label={`Why ${agency.name}`}
                  hint="An agency ranked above it has not been asked. Staff and auditors can read this; the agency cannot."
                  maxLength={500}
                  value={reason}
                  error={missing && reason.trim() === '' ? 'Say why in a line.' : undefined}
                  onChange={(event) => setReasons({ ...reasons, [agency.id]: event.target.value })}
                />
              ) : null}
            </li>
          );
        })}
      </ul>
      <Notice>An agency may say no at any time, for no reason and without consequence.</Notice>
    </FormDialog>
  );
}
