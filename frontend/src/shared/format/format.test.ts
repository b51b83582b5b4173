import { describe, expect, it } from 'vitest';
import {
  compactMoney,
  formatCount,
  formatDate,
  formatDateRange,
  formatMoney,
  formatMonthDay,
  formatNearRange,
  formatPeople,
  formatPercent,
  formatRelativeDays,
  formatWindow,
  fromCents,
  humanize,
  plural,
  toCents,
} from '.';

describe('money', () => {
  it('keeps every digit of amounts that no float can hold', () => {
    expect(formatMoney({ amount: '9007199254740993.01', currency: 'USD' })).toBe('$9,007,199,254,740,993.01');
  });
  it('shows cents always, and the currency', () => {
    expect(formatMoney({ amount: '1345.65', currency: 'USD' })).toBe('$1,345.65');
    expect(formatMoney({ amount: '33.00', currency: 'USD' })).toBe('$33.00');
    expect(formatMoney({ amount: '-12.50', currency: 'EUR' })).toBe('-€12.50');
  });
  it('is short on axes and figures', () => {
    expect(compactMoney({ amount: '13503851.00', currency: 'USD' })).toBe('$13.5M');
  });
  it('says nothing known with a dash', () => {
    expect(formatMoney(null)).toBe('—');
  });
  it('sums to the cent where floats would not', () => {
    const sum = ['0.10', '0.20', '9007199254740993.01'].reduce((total, amount) => total + toCents({ amount, currency: 'USD' }), 0n);
    expect(fromCents(sum).amount).toBe('9007199254740993.31');
    expect(fromCents(toCents({ amount: '-12.5', currency: 'USD' })).amount).toBe('-12.50');
  });
});

describe('dates', () => {
  it('shows a plain date as that day everywhere', () => {
    expect(formatDate('2026-09-14')).toBe('Sep 14, 2026');
    expect(formatDate(undefined)).toBe('—');
  });
  it('shortens a range inside one month and one year', () => {
    expect(formatDateRange('2026-09-14', '2026-09-25').replaceAll(/\s/g, ' ')).toBe('Sep 14 – 25, 2026');
    expect(formatDateRange('2026-11-19', '2026-12-01').replaceAll(/\s/g, ' ')).toBe('Nov 19 – Dec 1, 2026');
    expect(formatDateRange('2026-09-14', null)).toBe('Sep 14, 2026');
    expect(formatNearRange('2026-12-24', '2027-01-03').replaceAll(/\s/g, ' ')).toBe('Dec 24 – Jan 3');
    expect(formatNearRange(null, null)).toBe('—');
  });
  it('counts both ends of a window', () => {
    expect(formatWindow('2026-09-14', '2026-09-25')).toBe('12 days');
    expect(formatWindow('2026-02-28', '2026-03-01')).toBe('2 days');
    expect(formatWindow('2026-09-14', '2026-09-14')).toBe('1 day');
  });
  it('counts calendar days, whatever the hour', () => {
    const now = new Date('2026-11-23T23:59:00Z');
    expect(formatRelativeDays('2026-11-24', now)).toBe('tomorrow');
    expect(formatRelativeDays('2026-12-02', now)).toBe('in 9 days');
    expect(formatRelativeDays('2026-11-12T00:01:00Z', now)).toBe('11 days ago');
    expect(formatRelativeDays('2026-11-23', now)).toBe('today');
  });
});

describe('a day of any year', () => {
  it('knows the leap day', () => {
    expect(formatMonthDay('10-01')).toBe('Oct 1');
    expect(formatMonthDay('02-29')).toBe('Feb 29');
  });
});

describe('counts and words', () => {
  it('counts people and things', () => {
    expect(formatCount(23243)).toBe('23,243');
    expect(formatPeople(1)).toBe('1 person');
    expect(formatPeople(1200)).toBe('1,200 people');
    expect(plural(0, 'activity', 'activities')).toBe('0 activities');
    expect(formatPercent(0.734)).toBe('73%');
  });
  it('makes words of values it does not know', () => {
    expect(humanize('municipal_pd')).toBe('Municipal PD');
    expect(humanize('brand_new_state')).toBe('Brand new state');
  });
});
