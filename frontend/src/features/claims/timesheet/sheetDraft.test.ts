import { expect, it } from 'vitest';
import { merge } from '../draft/merge';
import { asSheets, daysOf, EMPTY_DAY, EMPTY_PERIOD, FIELDS, unfinished, withBlock, type SheetDraft } from './sheetDraft';

const period = { ...EMPTY_PERIOD, starts_on: '2026-06-01', ends_on: '2026-06-14', rate: '52.40' };
const draft = (days: Record<string, Partial<typeof EMPTY_DAY>> = {}): SheetDraft => ({
  periods: [{ ...period, days: Object.fromEntries(Object.entries(days).map(([on, day]) => [on, { ...EMPTY_DAY, ...day }])) }],
});

it('sends the days of the period that say something', () => {
  const sent = asSheets(draft({ '2026-06-01': { regular: '8', overtime: '2' }, '2026-06-02': {}, '2026-07-01': { regular: '8' } }));
  expect(sent.periods).toEqual([
    {
      starts_on: '2026-06-01',
      ends_on: '2026-06-14',
      rate: '52.40',
      overtime_rate: null,
      fringe_percent: null,
      fringe_base: 'salary',
      days: [{ worked_on: '2026-06-01', regular: '8', overtime: '2', leave: '0', note: null }],
    },
  ]);
});

it('has the days from the first to the last, over a month’s end, and none of a period that cannot be', () => {
  expect(daysOf({ ...period, starts_on: '2028-02-28', ends_on: '2028-03-01' })).toEqual(['2028-02-28', '2028-02-29', '2028-03-01']);
  expect(daysOf({ ...period, ends_on: '2026-05-01' })).toEqual([]);
  expect(daysOf({ ...period, ends_on: '2026-08-01' })).toEqual([]);
  expect(unfinished({ periods: [{ ...period, rate: '' }] })).toMatch('Pay period 1');
  expect(unfinished(draft())).toBeUndefined();
});

it('merges the hours of two people by day, and a period that one of them added or took away', () => {
  const base = draft({ '2026-06-01': { regular: '8' } });
  const mine = draft({ '2026-06-01': { regular: '9' }, '2026-06-02': { regular: '4' } });
  const added = { ...EMPTY_PERIOD, starts_on: '2026-06-15', ends_on: '2026-06-28', rate: '60' };
  const theirs = { periods: [...draft({ '2026-06-01': { regular: '7', note: 'b' } }).periods, added] };
  const { merged, clashes } = merge(FIELDS, base, mine, theirs);
  expect(clashes).toEqual([{ name: '2026-06-01.days.2026-06-01.regular', mine: '9', theirs: '7' }]);
  expect(merged.periods[0]?.days['2026-06-02']?.regular).toBe('4');
  expect(merged.periods[1]).toEqual(added);
  expect(merge(FIELDS, theirs, { periods: [] }, theirs)).toEqual({ merged: { periods: [] }, clashes: [] });
});

it('puts a block from a spreadsheet in from a cell on', () => {
  const filled = withBlock(period, daysOf(period), { row: 1, column: 0 }, [['8', '2'], ['7.5', '', '', 'Classroom', 'lost']]);
  expect(filled.days).toEqual({
    '2026-06-02': { ...EMPTY_DAY, regular: '8', overtime: '2' },
    '2026-06-03': { ...EMPTY_DAY, regular: '7.5', note: 'Classroom' },
  });
});
