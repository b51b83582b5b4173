import { fromCents, toCents, type Money } from '@/shared/format';
import type { components } from '@/shared/api/schema';
import type { Package } from './queries';

export interface CostValues {
  category: string;
  description: string;
  /** As typed: `1,345.65`. */
  amount: string;
}

export interface OfferValues {
  officers: string[];
  starts_on: string;
  ends_on: string;
  cost_lines: CostValues[];
  note: string;
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

/** The lines of a package, to be changed freely: it is a template and binds nobody. */
export const linesOf = (template: Package): CostValues[] =>
  template.cost_lines.map(({ category, description, amount }) => ({ category, description, amount: amount.amount }));

export function asOffer(outreachId: string, values: OfferValues): components['schemas']['OfferCreate'] {
  return {
    outreach_id: outreachId,
    officers: values.officers,
    starts_on: values.starts_on,
    ends_on: values.ends_on,
    cost_lines: values.cost_lines.map(({ category, description, amount }) => ({
      category: category as components['schemas']['ExpenseCategory'],
      description,
      amount: { amount: plain(amount), currency: 'USD' },
    })),
    note: values.note.trim() || null,
  };
}
