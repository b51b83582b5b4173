import { TriangleAlert } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { MoneyField, Select, TextInput } from '@/shared/forms/fields';
import { formatDate, formatMoney, toCents } from '@/shared/format';
import { DISALLOW_CODES, disallowCode, expenseCategory } from '@/shared/labels';
import { Segmented } from '@/shared/ui';
import { approvedOf, AS_COMPUTED, type Choice, type ChoiceProblems, type Verdict } from './decision';
import type { Line } from './queries';
import styles from './Review.module.css';

const VERDICTS = [
  { value: 'allow', label: 'Allow' },
  { value: 'reduce', label: 'Reduce' },
  { value: 'disallow', label: 'Disallow' },
];

/** Where the pane scrolls by itself. On a phone the whole page would jump over the line that was opened. */
function intoView(element: HTMLElement | null): void {
  if (globalThis.matchMedia?.('(min-width: 900px)').matches) element?.scrollIntoView({ block: 'nearest' });
}

interface LineDecisionProps {
  line: Line;
  current: boolean;
  /** Undefined where nothing is to be decided: the line only shows what was. */
  onChoose: ((choice: Choice) => void) | undefined;
  choice: Choice | undefined;
  problems: ChoiceProblems;
  onOpen: () => void;
}

/** A line of the claim; the one that is open carries what finance decides about it. */
export function LineDecision({ line, current, onChoose, choice = AS_COMPUTED, problems, onOpen }: LineDecisionProps) {
  const paid = line.approved ?? (onChoose ? approvedOf(line, choice) : line.allowed) ?? line.claimed;
  const short = toCents(paid) < toCents(line.claimed);
  const why = line.disallow_code ? disallowCode(line.disallow_code) : choice.code ? disallowCode(choice.code) : undefined;
  const faulty = problems.amount !== undefined || problems.code !== undefined;
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (current) intoView(row.current);
  }, [current]);
  // What is missing takes the focus as soon as it is asked for.
  useEffect(() => {
    if (current && faulty) row.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [current, faulty]);
  return (
    <li ref={row} className={styles.item} data-current={current}>
      <button type="button" className={styles.itemButton} aria-expanded={current} onClick={onOpen}>
        <span className={styles.itemName}>{expenseCategory(line.category)}</span>
        <span className={styles.itemSum}>
          {short ? <s>{formatMoney(line.claimed)}</s> : null}
          {formatMoney(paid)}
        </span>
        <span className={styles.itemUnder}>
          {formatDate(line.service_on)} · {line.description}
        </span>
        {short || faulty ? (
          <span className={styles.itemWarn}>
            <TriangleAlert size={14} aria-hidden />
            {faulty ? 'To complete' : (why ?? 'Less than claimed')}
          </span>
        ) : null}
      </button>
      {current && onChoose ? (
        <div className={styles.choose}>
          <Segmented
            label={`Decision on line ${line.line_number}`}
            tabs={VERDICTS}
            value={choice.verdict}
            onChange={(verdict) => onChoose({ ...choice, verdict: verdict as Verdict })}
          />
          {choice.verdict === 'reduce' ? (
            <MoneyField
              label="Amount to approve"
              hint={`At most ${formatMoney(line.allowed)}`}
              value={choice.amount}
              error={problems.amount}
              onChange={(event) => onChoose({ ...choice, amount: event.target.value })}
            />
          ) : null}
          {choice.verdict === 'allow' ? null : (
            <div ref={intoView}>
              <Select
                label="Reason"
                placeholder="Choose a reason"
                options={DISALLOW_CODES}
                value={choice.code}
                error={problems.code}
                onChange={(event) => onChoose({ ...choice, code: event.target.value })}
              />
            </div>
          )}
          <TextInput
            label="Note to the claimant"
            optional
            maxLength={500}
            value={choice.note}
            onChange={(event) => onChoose({ ...choice, note: event.target.value })}
          />
        </div>
      ) : null}
    </li>
  );
}
