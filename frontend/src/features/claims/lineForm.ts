import type { components } from '@/shared/api/schema';
import type { ComboboxOption } from '@/shared/forms';
import type { Expense } from './queries';

type Create = components['schemas']['ExpenseCreate'];
type Update = components['schemas']['ExpenseUpdate'];
export type Category = components['schemas']['ExpenseCategory'];

/** What the dialog holds: text as typed, an empty text for nothing. */
export interface LineValues {
  category: string;
  service_on: string;
  service_ends_on: string;
  description: string;
  amount: string;
  currency: string;
  fx_source: string;
  fx_rate: string;
  quantity: string;
  unit_rate: string;
  tax: string;
  location: string;
  travel_day: string;
  meals_furnished: string[];
  officer: ComboboxOption | null;
  receipt_attached: boolean;
  prior_approval: string;
}

/** Fields that only some categories have. */
export type Optional = 'service_ends_on' | 'quantity' | 'unit_rate' | 'tax' | 'location' | 'travel_day' | 'meals_furnished' | 'prior_approval';
export type Need = 'needed' | 'optional';

/** Which of them a line of each category takes, and which it needs (41 CFR 301; the server refuses others). */
const FIELDS: Partial<Record<Category, Partial<Record<Optional, Need>>>> = {
  lodging: { location: 'needed', tax: 'optional' },
  mie: { location: 'needed', travel_day: 'optional', meals_furnished: 'optional' },
  mileage: { quantity: 'needed', unit_rate: 'optional' },
  salary: { quantity: 'needed', unit_rate: 'needed', service_ends_on: 'optional' },
  overtime: { quantity: 'needed', unit_rate: 'needed', service_ends_on: 'optional' },
  fringe: { quantity: 'needed', unit_rate: 'needed' },
  indirect: { quantity: 'needed', unit_rate: 'optional' },
  materials: { quantity: 'optional', unit_rate: 'optional', prior_approval: 'optional' },
  equipment: { quantity: 'optional', unit_rate: 'optional', prior_approval: 'optional' },
};

export const fieldsOf = (category: string): Partial<Record<Optional, Need>> => FIELDS[category as Category] ?? {};

const QUANTITIES: Partial<Record<Category, string>> = {
  mileage: 'Miles',
  salary: 'Hours',
  overtime: 'Hours',
  fringe: 'Base in US dollars',
  indirect: 'Base in US dollars',
};
const UNIT_RATES: Partial<Record<Category, string>> = {
  mileage: 'Rate a mile',
  salary: 'Rate an hour',
  overtime: 'Rate an hour',
  fringe: 'Rate, as a fraction',
  indirect: 'Rate, as a fraction',
};
export const quantityLabel = (category: string): string => QUANTITIES[category as Category] ?? 'Quantity';
export const unitRateLabel = (category: string): string => UNIT_RATES[category as Category] ?? 'Unit cost';

export const emptyLine = (serviceOn: string): LineValues => ({
  category: 'lodging',
  service_on: serviceOn,
  service_ends_on: '',
  description: '',
  amount: '',
  currency: 'USD',
  fx_source: '',
  fx_rate: '',
  quantity: '',
  unit_rate: '',
  tax: '',
  location: '',
  travel_day: '',
  meals_furnished: [],
  officer: null,
  receipt_attached: false,
  prior_approval: '',
});

export const lineValues = (expense: Expense): LineValues => ({
  category: expense.category,
  service_on: expense.service_on,
  service_ends_on: expense.service_ends_on ?? '',
  description: expense.description,
  amount: expense.amount.amount,
  currency: expense.amount.currency,
  fx_source: expense.fx_source ?? '',
  fx_rate: expense.fx_source === 'rate_table' ? '' : (expense.fx_rate ?? ''),
  quantity: expense.quantity ?? '',
  unit_rate: expense.unit_rate ?? '',
  tax: expense.tax?.amount ?? '',
  location: expense.location ?? '',
  travel_day: expense.travel_day ?? '',
  meals_furnished: expense.meals_furnished,
  officer: expense.officer ? { value: expense.officer.id, label: expense.officer.name } : null,
  receipt_attached: expense.receipt_attached,
  prior_approval: expense.prior_approval ?? '',
});

const number = (typed: string): string | null => typed.replaceAll(',', '').trim() || null;
const text = (typed: string): string | null => typed.trim() || null;

/**
 * The whole line as the API takes it. What the category or the currency does not have is sent as nothing, so that a
 * line whose category was changed keeps no facts of the old one.
 */
export function asLine(values: LineValues): Omit<Create, 'claim_id'> {
  const takes = fieldsOf(values.category);
  const foreign = values.currency.trim().toUpperCase() !== 'USD';
  const tax = takes.tax && !foreign ? number(values.tax) : null;
  return {
    category: values.category as Category,
    service_on: values.service_on,
    service_ends_on: takes.service_ends_on ? values.service_ends_on || null : null,
    description: values.description.trim(),
    amount: { amount: number(values.amount) ?? '', currency: values.currency.trim().toUpperCase() },
    fx_source: (foreign ? values.fx_source || null : null) as Create['fx_source'],
    fx_rate: foreign && values.fx_source !== 'rate_table' ? number(values.fx_rate) : null,
    quantity: takes.quantity ? number(values.quantity) : null,
    unit_rate: takes.unit_rate ? number(values.unit_rate) : null,
    tax: tax === null ? null : { amount: tax, currency: 'USD' },
    location: takes.location ? text(values.location) : null,
    travel_day: (takes.travel_day ? values.travel_day || null : null) as Create['travel_day'],
    meals_furnished: (takes.meals_furnished ? values.meals_furnished : []) as Create['meals_furnished'],
    officer_id: values.officer?.value ?? null,
    receipt_attached: values.receipt_attached,
    prior_approval: takes.prior_approval ? text(values.prior_approval) : null,
  };
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** Only what differs from the stored line. */
export function asLineUpdate(before: LineValues, after: LineValues): Update {
  const [was, is] = [asLine(before), asLine(after)];
  return Object.fromEntries(Object.entries(is).filter(([name, value]) => !same(value, was[name as keyof typeof was])));
}
