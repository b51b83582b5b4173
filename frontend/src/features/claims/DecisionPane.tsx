import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Check, FileCheck2, Hand, RotateCcw, Stamp, Undo2, type LucideIcon } from 'lucide-react';
import { lazy, Suspense, useRef, useState } from 'react';
import { hasAction, roleName, useMe } from '@/shared/access';
import { api, ifMatch, ProblemError, type Versioned } from '@/shared/api';
import { formatDate, formatMoney, formatRelativeDays, plural } from '@/shared/format';
import { Button, Facts, Notice, Pill, toast } from '@/shared/ui';
import { AgreedCard } from './AgreedCard';
import { daysSince } from './age';
import AllowRest from './AllowRest';
import { ClaimLinks } from './ClaimLinks';
import { AS_COMPUTED, asDecide, problemsOf, totalOf, type Choice, type ChoiceProblems, type Choices, type Verdict } from './decision';
import { excluded, otherHands } from './hands';
import { LineDecision } from './LineDecision';
import { refreshClaims, type Claim } from './queries';
import styles from './Review.module.css';
import { useKeys } from './useKeys';

const ReturnDialog = lazy(() => import('./ReturnDialog'));
const PaymentDialog = lazy(() => import('./PaymentDialog'));
const ClockFacts = lazy(() => import('./ClockFacts'));

const VERDICT_OF: Record<string, Verdict> = { a: 'allow', r: 'reduce', d: 'disallow' };

/** Who acts next, as finance says it: what confirms payments is another system. */
const waitsFor = (role: string) => (role === 'service_client' ? 'Payment system' : roleName(role));

/** Lines shown at once; an invoice may have thousands. */
const SHOWN = 100;
const STALE = 'Someone changed this claim meanwhile. It has been read again: check it, then press once more.';

const params = ({ data, etag }: Versioned<Claim>) => ({ path: { claim_id: data.id }, header: ifMatch(etag) });

interface Press {
  name: string;
  label: string;
  icon: LucideIcon;
  done: string;
  call: (claim: Versioned<Claim>) => Promise<unknown>;
}

const PRESSES: readonly Press[] = [
  { name: 'take', label: 'Begin review', icon: Hand, done: 'Review begun', call: (claim) => api.POST('/api/v1/claims/{claim_id}/take', { params: params(claim) }) },
  {
    name: 'endorse',
    label: 'Endorse',
    icon: Stamp,
    done: 'Endorsed: finance reviews it next',
    call: (claim) => api.POST('/api/v1/claims/{claim_id}/endorse', { params: params(claim) }),
  },
  {
    name: 'certify',
    label: 'Certify for payment',
    icon: FileCheck2,
    done: 'Certified for payment',
    call: (claim) => api.POST('/api/v1/claims/{claim_id}/certify', { params: params(claim) }),
  },
  {
    name: 'reclaim',
    label: 'Claim the rest again',
    icon: RotateCcw,
    done: 'A new claim for what was not paid is a draft now',
    call: (claim) => api.POST('/api/v1/claims/{claim_id}/reclaim', { params: params(claim) }),
  },
];

/** `/lines/2/approved_amount/amount` → the third line that was sent. */
function atLines(error: ProblemError, sent: readonly { expense_id: string }[]): Record<string, ChoiceProblems> {
  const found: Record<string, ChoiceProblems> = {};
  for (const { pointer, message } of error.errors) {
    const [, index = '', field] = /\/lines\/(\d+)\/(approved_amount|disallow_code)/.exec(pointer ?? '') ?? [];
    const line = sent[Number(index || Number.NaN)];
    if (line) found[line.expense_id] = field === 'approved_amount' ? { amount: message } : { code: message };
  }
  return found;
}

function ClaimFacts({ claim }: { claim: Claim }) {
  const late = claim.due_on !== null && !claim.paid_on && daysSince(claim.due_on) > 0;
  return (
    <Facts
      items={[
        {
          label: 'Activity',
          value: (
            <Link to="/activities/$id" params={{ id: claim.activity.id }}>
              {claim.activity.title}
            </Link>
          ),
        },
        { label: 'Country', value: claim.country?.name ?? '—' },
        { label: 'Days', value: `${formatDate(claim.period.starts_on)} to ${formatDate(claim.period.ends_on)}` },
        {
          label: 'Submitted',
          value: claim.submitted_at ? (
            <>
              {formatDate(claim.submitted_at)} {claim.age_days === null ? null : <Pill tone={late ? 'bad' : 'calm'}>{plural(claim.age_days, 'day')}</Pill>}
            </>
          ) : (
            'Not yet'
          ),
        },
        ...(claim.due_on ? [{ label: 'Due', value: `${formatDate(claim.due_on)}, ${formatRelativeDays(claim.due_on)}` }] : []),
        ...(claim.acts_next ? [{ label: 'Acts next', value: waitsFor(claim.acts_next) }] : []),
        ...(claim.actual_expense
          ? [
              {
                label: 'Actual expense',
                value: `Approved ${formatDate(claim.actual_expense.approved_on)} (${claim.actual_expense.reference}): lodging to ${claim.actual_expense.lodging_percent}%, M&IE to ${claim.actual_expense.mie_percent}% of the rate`,
              },
            ]
          : []),
        ...(claim.signatory_name ? [{ label: 'Signed by', value: claim.signatory_name }] : []),
        ...(claim.payment ? [{ label: 'Payment', value: <span className="num">{claim.payment.treasury_reference}</span> }] : []),
      ]}
    />
  );
}

interface DecisionPaneProps {
  claim: Versioned<Claim>;
  current: number;
  onOpen: (lineNumber: number) => void;
}

/** The claim with its lines, and docked below them what can be done with it now. */
export function DecisionPane({ claim, current, onOpen }: DecisionPaneProps) {
  const queryClient = useQueryClient();
  const record = claim.data;
  const [choices, setChoices] = useState<Choices>({});
  const [refused, setRefused] = useState<Record<string, ChoiceProblems>>({});
  const [tried, setTried] = useState(false);
  const [failure, setFailure] = useState<string>();
  const [busy, setBusy] = useState<string>();
  const [open, setOpen] = useState<'return' | 'payment'>();
  const [shown, setShown] = useState(SHOWN);
  const decides = hasAction(record, 'decide');
  const { lines } = record;
  const problems = (id: string): ChoiceProblems => {
    const line = lines.find((one) => one.id === id);
    return refused[id] ?? (tried && line ? problemsOf(line, choices[id]) : {});
  };
  const total = decides ? totalOf(lines, choices) : (record.approved ?? record.allowed ?? record.claimed);

  const run = async (name: string, call: () => Promise<unknown>, done: string, sent: readonly { expense_id: string }[] = []) => {
    setBusy(name);
    setFailure(undefined);
    try {
      await call();
      await refreshClaims(queryClient);
      toast.done(done);
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      const at = atLines(error, sent);
      setRefused(at);
      setFailure(error.status === 412 ? STALE : (error.detail ?? error.title));
      const first = lines.find((line) => at[line.id]);
      if (first) onOpen(first.line_number);
      // What the buttons say may be out of date after any refusal.
      await refreshClaims(queryClient);
    } finally {
      setBusy(undefined);
    }
  };

  const decide = () => {
    setTried(true);
    const wrong = lines.find((line) => Object.keys(problemsOf(line, choices[line.id])).length > 0);
    if (wrong) {
      setFailure(`Line ${wrong.line_number} is not decided yet.`);
      onOpen(wrong.line_number);
      return;
    }
    const body = asDecide(lines, choices);
    void run('decide', () => api.POST('/api/v1/claims/{claim_id}/decide', { params: params(claim), body }), `Decided: ${formatMoney(total)}`, body.lines);
  };
  const choose = (id: string, choice: Choice) => {
    setChoices({ ...choices, [id]: choice });
    setRefused({});
  };
  const pane = useRef<HTMLElement>(null);
  useKeys((key) => {
    const line = lines.find(({ line_number: number }) => number === current);
    const verdict = VERDICT_OF[key];
    if (!decides || !line || !verdict) return false;
    choose(line.id, { ...(choices[line.id] ?? AS_COMPUTED), verdict });
    // What the verdict asks for comes with the next frame.
    requestAnimationFrame(() => pane.current?.querySelector<HTMLElement>('[aria-expanded="true"] + div :is(input[inputmode="decimal"], select)')?.focus());
    return true;
  });
  const me = useMe();
  const presses = PRESSES.filter(({ name }) => hasAction(record, name));
  const others = [...new Set([...presses.map(({ name }) => name), ...(decides ? ['decide'] : [])].flatMap((name) => otherHands(name, me.id, record) ?? []))];
  const barred = record.acts_next ? excluded(record.acts_next, record) : '';
  const acts = decides || presses.length > 0 || hasAction(record, 'return') || hasAction(record, 'confirm');

  return (
    <section ref={pane} className={styles.decision} aria-label="The claim and its decision">
      <div className={styles.decisionBody}>
        <div>
          <h2>{record.officer?.name ?? record.agency.name}</h2>
          <p className="muted">{record.officer ? record.agency.name : record.instrument.reference}</p>
        </div>
        <ClaimFacts claim={record} />
        {record.warnings.map((warning) => (
          <Notice key={warning} tone="warn">
            {warning}
          </Notice>
        ))}
        {record.submitted_at ? (
          <Suspense>
            <ClockFacts id={record.id} version={record.version} />
          </Suspense>
        ) : null}
        <AgreedCard claim={record} />
        <ClaimLinks claim={record} />
        <h3>Lines</h3>
        {decides && lines.length > 1 ? <AllowRest lines={lines} choices={choices} onChange={setChoices} /> : null}
        <ol className={styles.items}>
          {lines.slice(0, shown).map((line) => (
            <LineDecision
              key={line.id}
              line={line}
              current={line.line_number === current}
              choice={choices[line.id]}
              onChoose={decides ? (choice) => choose(line.id, choice) : undefined}
              problems={problems(line.id)}
              onOpen={() => onOpen(line.line_number)}
            />
          ))}
        </ol>
        {lines.length > shown ? (
          <Button size="sm" onClick={() => setShown(shown + SHOWN)}>
            Show {Math.min(SHOWN, lines.length - shown)} more of {lines.length}
          </Button>
        ) : null}
      </div>
      <footer className={styles.dock}>
        <p className={styles.sum} role="status">
          <span>{decides ? 'Reimburse' : record.approved ? 'Approved' : record.allowed ? 'Allowed' : 'Claimed'}</span>
          <strong>{formatMoney(total)}</strong>
        </p>
        {failure ? (
          <Notice tone="bad" role="alert">
            {failure}
          </Notice>
        ) : null}
        {others.map((other) => (
          <p key={other} className="muted">
            {other}
          </p>
        ))}
        {acts ? (
          <div className={styles.dockButtons}>
            {hasAction(record, 'return') ? (
              <Button icon={Undo2} onClick={() => setOpen('return')}>
                Return
              </Button>
            ) : null}
            {presses.map(({ name, label, icon, done, call }) => (
              <Button key={name} variant="primary" icon={icon} busy={busy === name} disabled={otherHands(name, me.id, record) !== undefined} onClick={() => void run(name, () => call(claim), done)}>
                {label}
              </Button>
            ))}
            {decides ? (
              <Button variant="primary" icon={Check} busy={busy === 'decide'} disabled={otherHands('decide', me.id, record) !== undefined} onClick={decide}>
                Decide
              </Button>
            ) : null}
            {hasAction(record, 'confirm') ? (
              <Button variant="primary" icon={Check} onClick={() => setOpen('payment')}>
                Confirm payment
              </Button>
            ) : null}
          </div>
        ) : (
          <p className="muted">{record.acts_next ? `Waits for the ${waitsFor(record.acts_next).toLowerCase()}${barred ? `, who must be somebody else than ${barred}` : ''}.` : 'Nothing is left to do.'}</p>
        )}
      </footer>
      <Suspense>
        {open === 'return' ? <ReturnDialog claim={claim} onClose={() => setOpen(undefined)} /> : null}
        {open === 'payment' ? <PaymentDialog claim={claim} onClose={() => setOpen(undefined)} /> : null}
      </Suspense>
    </section>
  );
}
