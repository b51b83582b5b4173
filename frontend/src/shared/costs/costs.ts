import type { components } from '@/shared/api/schema';
import { fromCents, toCents, type Money } from '@/shared/format';

/** One line of what something would cost, as typed. */
export interface CostValues {
  category: string;
  description: string;
  /** As typed: `1,345.65`. */
  amount: string;
}

export const EMPTY_LINE: CostValues = { category: 'airfare', description: '', amount: '' };

export const AMOUNT = /^\s*\d[\d,]*(\.\d{1,2})?\s*$/;

/** `1,345.6` → `1345.6`. */
const plain = (typed: string): string => typed.replaceAll(',', '').trim();

/** Sum of what is typed so far; lines that are no amount yet count as nothing. */
export function totalOf(lines: readonly CostValues[]): Money {
  const cents = lines.filter(({ amount }) => AMOUNT.test(amount)).reduce((sum, { amount }) => sum + toCents({ amount: plain(amount), currency: 'USD' }), 0n);
  return fromCents(cents);
}

/** As the API takes them, in US dollars. */
export const asCostLines = (lines: readonly CostValues[]): components['schemas']['CostLine'][] =>
  lines.map(({ category, description, amount }) => ({
    category: category as components['schemas']['ExpenseCategory'],
    description,
    amount: { amount: plain(amount), currency: 'USD' },
  }));
