import type { components } from '@/shared/api/schema';
import { fromCents, toCents, type Money } from '@/shared/format';
import type { Line } from './queries';

export type Verdict = 'allow' | 'reduce' | 'disallow';

/** What the reviewer chose for one line; the amount as typed. */
export interface Choice {
  verdict: Verdict;
  amount: string;
  code: string;
  note: string;
}

/** Choices by line id. A line without one is paid what it allows. */
export type Choices = Readonly<Record<string, Choice>>;

export const AS_COMPUTED: Choice = { verdict: 'allow', amount: '', code: '', note: '' };

const AMOUNT = /^\s*\d[\d,]*(\.\d{1,2})?\s*$/;
const plain = (typed: string): string => typed.replaceAll(',', '').trim();
const NOTHING = { amount: '0.00', currency: 'USD' };

const allowedOf = (line: Line): Money => line.allowed ?? NOTHING;

/** What the line would be paid; undefined while the amount typed is none. */
export function approvedOf(line: Line, choice: Choice = AS_COMPUTED): Money | undefined {
  if (choice.verdict === 'allow') return allowedOf(line);
  if (choice.verdict === 'disallow') return NOTHING;
  return AMOUNT.test(choice.amount) ? fromCents(toCents({ amount: plain(choice.amount), currency: 'USD' })) : undefined;
}

export interface ChoiceProblems {
  amount?: string;
  code?: string;
}

/** What keeps one line from being decided so. The server asks for the same and has the last word. */
export function problemsOf(line: Line, choice: Choice = AS_COMPUTED): ChoiceProblems {
  if (choice.verdict === 'allow') return {};
  const allowed = toCents(allowedOf(line));
  const approved = approvedOf(line, choice);
  if (!approved) return { amount: 'Enter an amount such as 1345.65.' };
  const cents = toCents(approved);
  if (cents > allowed) return { amount: `This line allows at most ${allowedOf(line).amount}.` };
  return cents < allowed && !choice.code ? { code: 'Say why it is paid less than it allows.' } : {};
}

/** Lines of which nothing was said yet. */
export const undecided = (lines: readonly Line[], choices: Choices): Line[] => lines.filter(({ id }) => choices[id] === undefined);

/** Allows lines as computed; `withdrawn` takes back those that still stand so. */
export function allowAll(lines: readonly Line[], choices: Choices): Choices {
  return { ...choices, ...Object.fromEntries(undecided(lines, choices).map(({ id }) => [id, AS_COMPUTED])) };
}

/** The choices without those that were allowed together and not touched since. */
export function withdrawn(ids: readonly string[], choices: Choices): Choices {
  const gone = new Set(ids.filter((id) => choices[id] === AS_COMPUTED));
  return Object.fromEntries(Object.entries(choices).filter(([id]) => !gone.has(id)));
}

/** What the claim would be paid with these choices. */
export function totalOf(lines: readonly Line[], choices: Choices): Money {
  return fromCents(lines.reduce((sum, line) => sum + toCents(approvedOf(line, choices[line.id]) ?? NOTHING), 0n));
}

/** Lines that differ from what was computed, or carry a note; the others are decided as computed. */
export function asDecide(lines: readonly Line[], choices: Choices): components['schemas']['ClaimDecide'] {
  return {
    lines: lines.flatMap((line) => {
      const choice = choices[line.id];
      const approved = approvedOf(line, choice);
      if (!choice || !approved || (choice.verdict === 'allow' && !choice.note.trim())) return [];
      return [
        {
          expense_id: line.id,
          approved_amount: approved,
          disallow_code: (choice.verdict === 'allow' || !choice.code ? null : choice.code) as components['schemas']['DisallowCode'] | null,
          note: choice.note.trim() || null,
        },
      ];
    }),
  };
}
