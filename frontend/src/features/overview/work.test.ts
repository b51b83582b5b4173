import { describe, expect, it } from 'vitest';
import type { WaitingItem } from './queries';
import { dueInWords, kindOf, queuesOf, recordPath, recordTab } from './work';
import { yearChoices, yearOf } from '@/shared/format';

const item = (change: Partial<WaitingItem>): WaitingItem => ({
  kind: 'decide_claim',
  type: 'claim',
  id: 'c1',
  reference: 'CLM-2026-0001',
  title: 'A course',
  agency: null,
  due_on: null,
  overdue: false,
  ...change,
});

describe('work that waits', () => {
  it('says when it is due in whole days, whatever the hour', () => {
    const now = new Date('2026-11-24T23:30:00Z');
    expect(dueInWords('2026-11-24', now)).toBe('today');
    expect(dueInWords('2026-11-25', now)).toBe('tomorrow');
    expect(dueInWords('2026-12-03', now)).toBe('in 9 days');
    expect(dueInWords('2026-11-23', now)).toBe('1 day over');
    expect(dueInWords('2026-11-13', now)).toBe('11 days over');
  });
  it('leads to the record', () => {
    expect(recordPath(item({ type: 'mou', id: 'm1', kind: 'renew_mou' }))).toBe('/mous/m1');
    expect(recordPath(item({ type: 'outreach', id: 'o1', kind: 'make_offer' }))).toBe('/outreach/o1');
    expect(recordPath(item({ type: 'activity', id: 'a1' }))).toBe('/activities/a1');
  });
  it('leads to the offers of a request where one is to be decided', () => {
    const offer = item({ type: 'request', id: 'r1', kind: 'decide_offer', agency: 'An agency' });
    expect([recordPath(offer), recordTab(offer)]).toEqual(['/requests/r1', 'offers']);
    expect(recordTab(item({}))).toBeUndefined();
  });
  it('has words for a kind that it does not know yet', () => {
    expect(kindOf('weigh_anchor').next).toBe('Weigh anchor');
  });
  it('counts queues in the order of urgency', () => {
    const queues = queuesOf([
      item({ id: '1', overdue: true, due_on: '2026-11-01' }),
      item({ id: '2', kind: 'certify_claim', due_on: '2026-11-30' }),
      item({ id: '3', due_on: '2026-12-01' }),
    ]);
    expect(queues.map(({ kind, count, overdue, first }) => [kind, count, overdue, first.id])).toEqual([
      ['decide_claim', 2, 1, '1'],
      ['certify_claim', 1, 0, '2'],
    ]);
  });
});

describe('fiscal years in the address', () => {
  it('takes a year and drops anything else', () => {
    expect(yearOf('2026')).toBe(2026);
    expect(yearOf('soon')).toBeUndefined();
    expect(yearOf('1')).toBeUndefined();
    expect(yearOf(undefined)).toBeUndefined();
  });
  it('keeps a year that is further back among the choices', () => {
    expect(yearChoices(2027, 2027)).toEqual([2025, 2026, 2027]);
    expect(yearChoices(2027, 2019)).toEqual([2019, 2025, 2026, 2027]);
  });
});
