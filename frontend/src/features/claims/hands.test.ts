import { describe, expect, it } from 'vitest';
import { excluded, otherHands } from './hands';

const person = (id: string) => ({ id, name: `Person ${id}` });
const claim = { prepared_by: person('a'), program_reviewer: person('b'), finance_reviewer: null, certifier: null };

describe('the four duties', () => {
  it('keep whoever holds one from taking another', () => {
    expect(otherHands('decide', 'a', claim)).toContain('You prepared this claim');
    expect(otherHands('certify', 'b', claim)).toContain('reviewed it for the programme');
    expect(otherHands('decide', 'c', claim)).toBeUndefined();
  });

  it('let the holder of a duty act in it again, and bind no other step', () => {
    expect(otherHands('endorse', 'b', claim)).toBeUndefined();
    expect(otherHands('reclaim', 'a', claim)).toBeUndefined();
  });

  it('name who cannot act next, each once, but not who acts in the same duty again', () => {
    expect(excluded('finance_reviewer', claim)).toBe('Person a, Person b');
    expect(excluded('program_officer', claim)).toBe('Person a');
    expect(excluded('certifying_officer', { ...claim, finance_reviewer: person('a') })).toBe('Person a, Person b');
    expect(excluded('agency_coordinator', claim)).toBe('');
  });
});
