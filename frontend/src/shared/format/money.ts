import { lazyBy } from './lazy';

/** Money as the API writes it: the amount is a decimal string and is never turned into a float for arithmetic. */
export interface Money {
  amount: string;
  currency: string;
}

// Intl.NumberFormat formats decimal strings exactly (ES2023); the type of `format` in older libs knows only numbers.
type ExactFormat = { format(value: string | number): string };

const exact = lazyBy(
  (currency) => new Intl.NumberFormat('en-US', { style: 'currency', currency }) as unknown as ExactFormat,
);
const compact = lazyBy(
  (currency) =>
    new Intl.NumberFormat('en-US', {
      style: 'currency',
      currency,
      notation: 'compact',
      maximumFractionDigits: 1,
    }) as unknown as ExactFormat,
);

/** `{amount: "1345.65", currency: "USD"}` → `$1,345.65`. Nothing known is an em dash. */
export function formatMoney(money: Money | null | undefined): string {
  return money ? exact(money.currency).format(money.amount) : '—';
}

/** For figures and axes: `$13.5M`. */
export function compactMoney(money: Money | null | undefined): string {
  return money ? compact(money.currency).format(money.amount) : '—';
}

/** `{amount: "1345.65"}` → 134565n: exact sums and differences of amounts with two places. */
export function toCents({ amount }: Money): bigint {
  const negative = amount.startsWith('-');
  const [whole = '0', part = ''] = amount.replace('-', '').split('.');
  const cents = BigInt(whole) * 100n + BigInt(part.padEnd(2, '0').slice(0, 2));
  return negative ? -cents : cents;
}

/** 134565n → `{amount: "1345.65", currency: "USD"}`. */
export function fromCents(cents: bigint, currency = 'USD'): Money {
  const size = cents < 0n ? -cents : cents;
  const text = `${size / 100n}.${String(size % 100n).padStart(2, '0')}`;
  return { amount: cents < 0n ? `-${text}` : text, currency };
}
