import { describe, expect, it } from 'vitest';
import type { MatchCandidate, Offer, Request } from './queries';
import { certifiedText, leftAfter, speakersText } from './offers';
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
const offer = (total: string) => ({ total: usd(total) }) as Offer;

const speakers = (officers: number, unknown: number) => speakersText({ language: 'es', officers, unknown }, 3);
const officers = (...certified: (boolean | null)[]) => certified.map((one) => ({ certified: one })) as Offer['officers'];

describe('offers side by side', () => {
  it('says what is known of languages and certificates, and that the rest is not', () => {
    expect([speakers(2, 0), speakers(1, 1), speakers(0, 0), speakers(0, 3)]).toEqual(['2 of 3', '1 of 3, not known of 1', '0 of 3', 'not known']);
    expect([certifiedText(officers(true, true)), certifiedText(officers(true, null)), certifiedText(officers(null))]).toEqual([
      '2 of 2',
      '1 of 2, not known of 1',
      'not known',
    ]);
  });
  it('says what accepting would leave, below zero too', () => {
    expect(leftAfter(usd('1000.00'), offer('8260.40'))).toEqual(usd('-7260.40'));
    expect(leftAfter(null, offer('1.00'))).toBeUndefined();
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
