import { describe, expect, it } from 'vitest';
import type { MatchCandidate, Offer, Request } from './queries';
import { costRows, leftAfter } from './offers';
import { outOfTurn, partWords } from './ranking';
import { NEW_REQUEST, asCreate, asUpdate } from './requestForm';
import { stepsOf } from './RequestNeed';

const candidate = (id: string, rank: number, contacted = false): MatchCandidate => ({
  agency: { id, name: id, state: 'TX' },
  rank,
  score: '70.00',
  parts: [],
  explanation: '',
  contacted,
});

describe('whose turn it is', () => {
  const ranked = [candidate('a', 1, true), candidate('b', 2), candidate('c', 3), candidate('d', 4)];
  it('asks no reason for the next in rank, nor for those who follow it', () => {
    expect(outOfTurn(ranked, new Set(['b']))).toEqual(new Set());
    expect(outOfTurn(ranked, new Set(['b', 'c']))).toEqual(new Set());
  });
  it('asks one for every agency below somebody who is passed', () => {
    expect(outOfTurn(ranked, new Set(['c']))).toEqual(new Set(['c']));
    expect(outOfTurn(ranked, new Set(['b', 'd']))).toEqual(new Set(['d']));
    expect(outOfTurn(ranked.toReversed(), new Set(['c', 'd']))).toEqual(new Set(['c', 'd']));
  });
});

const named = (code: string) => ({ 'TRF-COL': 'Collision investigation' })[code] ?? code;

describe('the words of a part', () => {
  it('leaves out the name and the points, and says codes in words', () => {
    expect(partWords('Required expertise: TRF-COL level 2 of 3: 33.33 of 50 points.', named)).toBe('Collision investigation level 2 of 3');
    expect(partWords('Language: 1 of 2 officers speak es: 10.00 of 20 points.', named)).toBe('1 of 2 officers speak Spanish');
    expect(partWords('Availability: 6 of 10 working days free: 6.00 of 10 points.', named)).toBe('6 of 10 working days free');
  });
});

const usd = (amount: string) => ({ amount, currency: 'USD' });
const offer = (lines: [string, string][], total: string) =>
  ({ cost_lines: lines.map(([category, amount]) => ({ category, description: category, amount: usd(amount) })), total: usd(total) }) as Offer;

describe('offers side by side', () => {
  it('adds lines of one category and leaves a gap where an offer has none', () => {
    const rows = costRows([
      offer([['lodging', '0.10'], ['lodging', '0.20'], ['mie', '5.00']], '5.30'),
      offer([['airfare', '900.00']], '900.00'),
    ]);
    expect(rows).toEqual([
      { category: 'lodging', amounts: [usd('0.30'), undefined] },
      { category: 'mie', amounts: [usd('5.00'), undefined] },
      { category: 'airfare', amounts: [undefined, usd('900.00')] },
    ]);
  });
  it('says what accepting would leave, below zero too', () => {
    expect(leftAfter(usd('1000.00'), offer([], '8260.40'))).toEqual(usd('-7260.40'));
    expect(leftAfter(null, offer([], '1.00'))).toBeUndefined();
  });
});

describe('the form of a request', () => {
  it('names no post for a post, and no certificate for a study visit', () => {
    const sent = asCreate({ ...NEW_REQUEST, modality: 'study_visit', trainer_cert_required: true, headcount: '8' });
    expect(sent).not.toHaveProperty('post_id');
    expect(sent).toMatchObject({ headcount: 8, trainer_cert_required: false });
    expect(asUpdate({ title: 'Other' })).toEqual({ title: 'Other' });
  });
});

const at = (status: string) =>
  stepsOf({ status, created_at: '2026-11-01T00:00:00Z', submitted_at: null, validated_at: null, closed_at: null } as unknown as Request).map(
    ({ state }) => state,
  );

describe('stages', () => {
  it('follow the state', () => {
    expect(at('draft')).toEqual(['current', 'ahead', 'ahead', 'ahead']);
    expect(at('open')).toEqual(['done', 'done', 'current', 'ahead']);
    expect(at('cancelled')).toEqual(['done', 'done', 'done', 'done']);
  });
});
