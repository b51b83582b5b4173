import { describe, expect, it } from 'vitest';
import { asLine, asLineUpdate, emptyLine, fieldsOf } from './lineForm';

describe('a line', () => {
  it('takes the facts of its category and no others', () => {
    expect(fieldsOf('lodging')).toEqual({ location: 'needed', tax: 'optional' });
    expect(fieldsOf('visa_fee')).toEqual({});
    const typed = { ...emptyLine('2026-09-14'), category: 'mileage', description: ' Airport ', amount: '24.65', quantity: '34', location: 'Guatemala City', meals_furnished: ['lunch'] };
    expect(asLine(typed)).toMatchObject({ category: 'mileage', description: 'Airport', quantity: '34', location: null, meals_furnished: [], tax: null });
  });

  it('sends an exchange rate for foreign money only, and none from the rate table', () => {
    const typed = { ...emptyLine('2026-09-14'), amount: '1,750.00', currency: 'gtq', fx_source: 'card', fx_rate: '0.12938' };
    expect(asLine(typed)).toMatchObject({ amount: { amount: '1750.00', currency: 'GTQ' }, fx_source: 'card', fx_rate: '0.12938' });
    expect(asLine({ ...typed, fx_source: 'rate_table' })).toMatchObject({ fx_source: 'rate_table', fx_rate: null });
    expect(asLine({ ...typed, currency: 'USD' })).toMatchObject({ fx_source: null, fx_rate: null });
  });

  it('changes only what differs, and drops what the new category does not have', () => {
    const before = { ...emptyLine('2026-09-14'), description: 'Hotel', amount: '198.00', location: 'Guatemala City' };
    expect(asLineUpdate(before, { ...before, amount: '199.00' })).toEqual({ amount: { amount: '199.00', currency: 'USD' } });
    expect(asLineUpdate(before, { ...before, category: 'other' })).toEqual({ category: 'other', location: null });
  });
});
