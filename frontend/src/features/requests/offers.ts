import { fromCents, toCents, type Money } from '@/shared/format';
import type { Offer } from './queries';

/** Neutral by design: nothing here speaks of the agency. */
export const PASS_OVER_CODES = [
  { value: 'need_met', label: 'The need is met otherwise' },
  { value: 'need_changed', label: 'The need has changed' },
  { value: 'need_lapsed', label: 'The need has lapsed' },
  { value: 'beyond_funds', label: 'Beyond the funds' },
  { value: 'other_dates', label: 'Other dates are needed' },
] as const;

/** What would be left of the funds; undefined when the funds are not shown to this person. */
export const leftAfter = (left: Money | null | undefined, offer: Offer): Money | undefined =>
  left ? fromCents(toCents(left) - toCents(offer.total)) : undefined;

export interface CostRow {
  category: string;
  /** One sum per offer, in the order of the offers; undefined where it names none. */
  amounts: (Money | undefined)[];
}

/** Cost lines of all offers by category, so that they can be read across. */
export function costRows(offers: readonly Offer[]): CostRow[] {
  const categories = [...new Set(offers.flatMap(({ cost_lines }) => cost_lines.map(({ category }) => category)))];
  return categories.map((category) => ({
    category,
    amounts: offers.map(({ cost_lines }) => {
      const lines = cost_lines.filter((line) => line.category === category);
      return lines.length === 0 ? undefined : fromCents(lines.reduce((sum, { amount }) => sum + toCents(amount), 0n));
    }),
  }));
}
