import { describe, expect, it } from 'vitest';
import { allowAll, approvedOf, AS_COMPUTED, asDecide, problemsOf, totalOf, undecided, withdrawn, type Choice } from './decision';
import type { Line } from './queries';

const line = (id: string, claimed: string, allowed: string) =>
  ({ id, claimed: { amount: claimed, currency: 'USD' }, allowed: { amount: allowed, currency: 'USD' } }) as Line;
const choice = (some: Partial<Choice>): Choice => ({ ...AS_COMPUTED, ...some });

const HOTEL = line('a', '226.50', '210.00');
const MEALS = line('b', '75.00', '75.00');

describe('a decision', () => {
  it('pays what a line allows unless the reviewer says otherwise', () => {
    expect(approvedOf(HOTEL)).toEqual({ amount: '210.00', currency: 'USD' });
    expect(totalOf([HOTEL, MEALS], {})).toEqual({ amount: '285.00', currency: 'USD' });
    expect(totalOf([HOTEL, MEALS], { a: choice({ verdict: 'reduce', amount: '100.5', code: 'over_max' }), b: choice({ verdict: 'disallow', code: 'duplicate' }) })).toEqual({
      amount: '100.50',
      currency: 'USD',
    });
  });

  it('asks for an amount within the allowed one and a reason for what is not paid', () => {
    expect(problemsOf(HOTEL, choice({ verdict: 'reduce', amount: 'ten' }))).toEqual({ amount: 'Enter an amount such as 1345.65.' });
    expect(problemsOf(HOTEL, choice({ verdict: 'reduce', amount: '210.01' }))).toEqual({ amount: 'This line allows at most 210.00.' });
    expect(problemsOf(HOTEL, choice({ verdict: 'reduce', amount: '209.99' }))).toEqual({ code: 'Say why it is paid less than it allows.' });
    expect(problemsOf(HOTEL, choice({ verdict: 'reduce', amount: '210' }))).toEqual({});
    expect(problemsOf(MEALS, choice({ verdict: 'disallow' }))).toEqual({ code: 'Say why it is paid less than it allows.' });
  });

  it('sends only lines that differ from what was computed or carry a note', () => {
    expect(asDecide([HOTEL, MEALS], { b: choice({ code: 'duplicate' }) })).toEqual({ lines: [] });
    expect(asDecide([HOTEL, MEALS], { a: choice({ note: ' Over the maximum. ' }), b: choice({ verdict: 'disallow', code: 'duplicate' }) }).lines).toEqual([
      { expense_id: 'a', approved_amount: { amount: '210.00', currency: 'USD' }, disallow_code: null, note: 'Over the maximum.' },
      { expense_id: 'b', approved_amount: { amount: '0.00', currency: 'USD' }, disallow_code: 'duplicate', note: null },
    ]);
  });

  it('allows the rest without touching what was said, and takes it back but for what was changed since', () => {
    const said = { a: choice({ verdict: 'disallow', code: 'duplicate' }) };
    const all = allowAll([HOTEL, MEALS], said);
    expect(all).toEqual({ a: said.a, b: AS_COMPUTED });
    expect(undecided([HOTEL, MEALS], all)).toEqual([]);
    expect(withdrawn(['b'], all)).toEqual(said);
    const noted = { ...all, b: choice({ note: 'Seen' }) };
    expect(withdrawn(['b'], noted)).toEqual(noted);
  });
});
