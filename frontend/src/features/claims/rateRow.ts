import { formatMoney, humanize } from '@/shared/format';
import type { Expense } from './queries';

interface Shown {
  label: string;
  value: string;
}

const usd = (amount: string) => formatMoney({ amount, currency: 'USD' });

const MONEY: Record<string, string> = {
  maximum: 'Lodging maximum a night',
  separate_tax: 'Lodging tax on top',
  unit_cost: 'Unit cost',
  base: 'Base',
  total: 'M&IE rate of the place',
  breakfast: 'of it, breakfast',
  lunch: 'of it, lunch',
  dinner: 'of it, dinner',
  incidentals: 'of it, incidentals',
};
const PLAIN: Record<string, string> = { miles: 'Miles', rate: 'Rate', hours: 'Hours', days: 'Days', day: 'Day of the trip', quantity: 'Quantity' };

function shown(name: string, value: unknown): Shown[] {
  if (value === null || value === undefined || value === '0.00') return [];
  if (Array.isArray(value)) return value.length === 0 ? [] : [{ label: humanize(name), value: value.map((one) => humanize(String(one))).join(', ') }];
  if (typeof value === 'object') return Object.entries(value).flatMap(([inner, one]) => shown(inner, one));
  if (typeof value === 'boolean') return [{ label: humanize(name), value: value ? 'Yes' : 'No' }];
  if (typeof value !== 'string' && typeof value !== 'number') return [];
  const text = String(value);
  if (name in MONEY) return [{ label: MONEY[name] ?? name, value: usd(text) }];
  return [{ label: PLAIN[name] ?? humanize(name), value: name === 'day' ? humanize(text) : text }];
}

/** The rate that was found for a line and travels with it, as label and value. */
export function rateRow(computation: Expense['computation']): Shown[] {
  const inputs = computation?.inputs as { line?: { basis?: Record<string, unknown> } } | undefined;
  return Object.entries(inputs?.line?.basis ?? {}).flatMap(([name, value]) => shown(name, value));
}
