import type { FieldProblem } from '@/shared/api';
import type { Claim } from './queries';

export interface SortedProblems {
  /** Messages by line id. */
  lines: Record<string, string[]>;
  /** Of the claim as a whole. */
  claim: string[];
}

/** `Line 3: the amount …` → `the amount …`: the line it stands at says its number. */
const withoutNumber = (message: string): string => {
  const text = message.replace(/^Line \d+: /, '');
  return text.charAt(0).toUpperCase() + text.slice(1);
};

/** What stands against a submission, at the lines it is about (`/expenses/<id>`). */
export function sortProblems(problems: readonly FieldProblem[]): SortedProblems {
  const sorted: SortedProblems = { lines: {}, claim: [] };
  for (const { pointer, message } of problems) {
    const id = /^\/expenses\/([^/]+)/.exec(pointer ?? '')?.[1];
    if (id === undefined) sorted.claim.push(message);
    else (sorted.lines[id] ??= []).push(withoutNumber(message));
  }
  return sorted;
}

/** Defects of the last return, the same way; nothing for a claim that was not returned. */
export function defectsOf(claim: Claim): SortedProblems {
  const sorted: SortedProblems = { lines: {}, claim: [] };
  if (claim.status !== 'returned') return sorted;
  for (const { expense_id: id, message } of claim.notices.findLast(({ kind }) => kind === 'returned')?.items ?? []) {
    if (id) (sorted.lines[id] ??= []).push(message);
    else sorted.claim.push(message);
  }
  return sorted;
}
