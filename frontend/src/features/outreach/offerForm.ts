import type { components } from '@/shared/api/schema';
import { asCostLines, type CostValues } from '@/shared/costs';
import type { Package } from './queries';

export interface OfferValues {
  officers: string[];
  starts_on: string;
  ends_on: string;
  cost_lines: CostValues[];
  note: string;
  /** The package it starts from; empty for none. */
  package_id: string;
}

/** The lines of a package, to be changed freely: it is a template and binds nobody. */
export const linesOf = (template: Package): CostValues[] =>
  template.cost_lines.map(({ category, description, amount }) => ({ category, description, amount: amount.amount }));

const DAY = 86_400_000;

/** Days of a package, laid from the first day of the window and no further than its last. */
export function datesOf(template: Pick<Package, 'days'>, window: { starts_on: string; ends_on: string }): { starts_on: string; ends_on: string } {
  const last = new Date(Date.parse(`${window.starts_on}T00:00:00Z`) + (template.days - 1) * DAY).toISOString().slice(0, 10);
  return { starts_on: window.starts_on, ends_on: last < window.ends_on ? last : window.ends_on };
}

export function asOffer(outreachId: string, values: OfferValues): components['schemas']['OfferCreate'] {
  return {
    outreach_id: outreachId,
    officers: values.officers,
    starts_on: values.starts_on,
    ends_on: values.ends_on,
    cost_lines: asCostLines(values.cost_lines),
    note: values.note.trim() || null,
    package_id: values.package_id || null,
  };
}
