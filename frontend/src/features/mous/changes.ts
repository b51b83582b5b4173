import { formatMoney, humanize } from '@/shared/format';
import { bureauName, expenseCategory, modality } from '@/shared/labels';
import { PARAGRAPHS } from './mouForm';
import type { Amendment } from './queries';

const yes = (value: unknown) => (value ? 'Yes' : 'No');
const listed = (words: (code: string) => string) => (value: unknown) => (value as string[]).map(words).join(', ') || 'No limit';
const plain = (value: unknown) => (value === null ? 'Taken out' : `${value as string | number}`);

const caps = (value: unknown) =>
  (value as NonNullable<NonNullable<Amendment['changes']['clauses']>['caps']>)
    .map(({ category, amount, per }) => `${category ? expenseCategory(category) : 'All costs'}: ${formatMoney({ amount: amount.amount, currency: 'USD' })} per ${humanize(per ?? 'activity').toLowerCase()}`)
    .join('; ') || 'No caps';

const WORDS: Record<string, [label: string, show: (value: unknown) => string]> = {
  purpose: ['Purpose', plain],
  authority: ['Authority', plain],
  scope_countries: ['Countries', listed(String)],
  scope_bureaus: ['Bureaus', listed(bureauName)],
  scope_expertise: ['Expertise', listed(String)],
  notice_days: ['Days of notice', plain],
  voluntary: ['Voluntary', yes],
  no_obligation_of_funds: ['Obligates no funds', yes],
  salary_reimbursable: ['Salaries repaid', yes],
  modalities: ['Kinds of assistance', listed(modality)],
  reimbursable_categories: ['What is repaid', listed(expenseCategory)],
  caps: ['Caps', caps],
  contacts: ['Contacts', (value) => (value as { name: string }[]).map(({ name }) => name).join(', ')],
  ...Object.fromEntries(PARAGRAPHS.map(({ name, label }) => [name, [label, plain]])),
};

export interface ShownChange {
  label: string;
  value: string;
}

/** What an amendment changes, one line for each term. */
export function changesOf({ changes }: Pick<Amendment, 'changes'>): ShownChange[] {
  const { clauses, ...terms } = changes as Record<string, unknown> & { clauses?: Record<string, unknown> };
  return Object.entries({ ...terms, ...clauses }).map(([name, value]) => {
    const [label, show] = WORDS[name] ?? [humanize(name), plain];
    return { label, value: show(value) };
  });
}
