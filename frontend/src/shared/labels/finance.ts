import { humanize } from '@/shared/format';
import type { Labelled } from './agencies';

/** What binds the money. */
export const INSTRUMENT_KINDS = [
  { value: 'contract', label: 'Contract' },
  { value: 'grant', label: 'Grant' },
  { value: 'cooperative_agreement', label: 'Cooperative agreement' },
  { value: 'interagency_agreement', label: 'Interagency agreement' },
  { value: 'invitational_travel', label: 'Invitational travel' },
] as const satisfies readonly Labelled[];

/** How the agency or its officers are paid under an instrument. */
export const REGIMES = [
  { value: 'vendor_invoice', label: 'Vendor invoice' },
  { value: 'travel_claim', label: 'Travel claim' },
  { value: 'assistance', label: 'Assistance payment' },
] as const satisfies readonly Labelled[];

export const TRAVEL_BASES = [
  { value: 'ftr', label: 'Federal Travel Regulation' },
  { value: 'agency_policy_capped', label: 'Agency policy, up to federal rates' },
] as const satisfies readonly Labelled[];

export const CLAIM_KINDS = [
  { value: 'travel_voucher', label: 'Travel voucher' },
  { value: 'invoice', label: 'Invoice' },
  { value: 'reimbursement_request', label: 'Reimbursement request' },
] as const satisfies readonly Labelled[];

/** Why a line is not paid in full. */
export const DISALLOW_CODES = [
  { value: 'over_max', label: 'Above the lodging maximum' },
  { value: 'over_rate', label: 'Above the rate' },
  { value: 'meal_furnished', label: 'Meal was furnished' },
  { value: 'not_payable', label: 'Not payable' },
  { value: 'no_receipt', label: 'No receipt' },
  { value: 'not_allowable', label: 'Not an allowable cost' },
  { value: 'not_in_instrument', label: 'Not in the instrument' },
  { value: 'duplicate', label: 'Claimed twice' },
  { value: 'outside_period', label: 'Outside the period' },
  { value: 'over_ceiling', label: 'Above the ceiling' },
] as const satisfies readonly Labelled[];

const within = (options: readonly Labelled[]) => {
  const words = new Map(options.map(({ value, label }) => [value, label]));
  return (value: string): string => words.get(value) ?? humanize(value);
};

export const instrumentKind = within(INSTRUMENT_KINDS);
export const regimeName = within(REGIMES);
export const travelBasis = within(TRAVEL_BASES);
export const claimKind = within(CLAIM_KINDS);
export const disallowCode = within(DISALLOW_CODES);
