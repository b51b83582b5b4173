import { expect, it } from 'vitest';
import { blockOf } from '../draft/grid';
import { merge } from '../draft/merge';
import { withBlock } from './cells';
import { asTrip, EMPTY_DAY, emptyLeg, FIELDS, unfinished, withField, type TripDraft } from './tripDraft';

const leg = { ...emptyLeg('America/Chicago'), from_place: 'Chicago', departs_at: '2026-06-01T08:00', to_place: 'Guatemala City', arrives_at: '2026-06-01T13:00' };
const draft = (days: TripDraft['days'] = {}): TripDraft => ({ home_zone: 'America/Chicago', legs: [leg, leg], days });
const on = '2026-06-02';

it('sends only days that say something, and foreign money with its rate', () => {
  const sent = asTrip(draft({ [on]: { ...EMPTY_DAY, amount: '1,500.00', currency: 'gtq', fx_source: 'card', fx_rate: '0.12938', lunch: true }, '2026-06-03': EMPTY_DAY }));
  expect(sent.days).toEqual([
    {
      service_on: on,
      place: null,
      meals_furnished: ['lunch'],
      note: null,
      lodging: { amount: { amount: '1500.00', currency: 'GTQ' }, fx_source: 'card', fx_rate: '0.12938', tax: null, receipt_attached: false },
    },
  ]);
});

it('waits for whole legs', () => {
  expect(unfinished(draft())).toBeUndefined();
  expect(unfinished({ ...draft(), legs: [leg] })).toMatch('way back');
  expect(unfinished({ ...draft(), legs: [leg, { ...leg, arrives_at: '' }] })).toMatch('Leg 2');
});

it('takes what one side alone changed and asks about the rest', () => {
  const base = draft({ [on]: { ...EMPTY_DAY, amount: '100.00', note: 'a' } });
  const mine = withField(withField(base, `days.${on}.amount`, '120.00'), 'days.2026-06-03.lunch', true);
  const theirs = withField(withField(base, `days.${on}.amount`, '130.00'), `days.${on}.note`, 'b');
  const { merged, clashes } = merge(FIELDS, base, mine, theirs);
  expect(clashes).toEqual([{ name: `days.${on}.amount`, mine: '120.00', theirs: '130.00' }]);
  expect(merged.days[on]?.note).toBe('b');
  expect(merged.days['2026-06-03']?.lunch).toBe(true);
  expect(merge(FIELDS, base, mine, base)).toEqual({ merged: mine, clashes: [] });
});

it('puts a block from a spreadsheet in from a cell on', () => {
  const block = blockOf('198.00\tUSD\tx\r\n226.50\tUSD\t\r\n');
  expect(block).toEqual([['198.00', 'USD', 'x'], ['226.50', 'USD', '']]);
  const days = withBlock({}, [on, '2026-06-03'], EMPTY_DAY, { row: 0, column: 1 }, block ?? []);
  expect(days[on]).toMatchObject({ amount: '198.00', currency: 'USD', receipt: true });
  expect(days['2026-06-03']).toMatchObject({ amount: '226.50', receipt: false });
  expect(blockOf('only one cell')).toBeUndefined();
});
