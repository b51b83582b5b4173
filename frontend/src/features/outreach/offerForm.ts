import type { components } from '@/shared/api/schema';
import { asCostLines, type CostValues } from '@/shared/costs';
import type { Package } from './queries';

export interface OfferValues {
  officers: string[];
  starts_on: string;
  ends_on: string;
  cost_lines: CostValues[];
  note: string;
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
    cost_lines: asCostLines(values.cost_lines),
    note: values.note.trim() || null,
  };
}
