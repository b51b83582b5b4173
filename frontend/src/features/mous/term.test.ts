import { describe, expect, it } from 'vitest';
import { sha256Of } from './HashField';
import { asCreate, asUpdate, NEW_MOU } from './mouForm';
import { elapsed, placeOn, shownStatus } from './term';

describe('the term of an agreement', () => {
  const now = new Date('2026-11-24T12:00:00Z');
  it('shows an active one as expiring within 90 days only', () => {
    expect(shownStatus({ status: 'active', ends_on: '2027-01-01' }, now)).toBe('expiring');
    expect(shownStatus({ status: 'active', ends_on: '2027-12-31' }, now)).toBe('active');
    expect(shownStatus({ status: 'active', ends_on: null }, now)).toBe('active');
    expect(shownStatus({ status: 'suspended', ends_on: '2027-01-01' }, now)).toBe('suspended');
  });
  it('runs from the first day through the last', () => {
    const term = { effective_on: '2026-11-01', ends_on: '2026-11-30' };
    expect(elapsed(term, new Date('2026-11-16T00:00:00Z'))).toBe(0.5);
    expect(elapsed(term, new Date('2030-01-01T00:00:00Z'))).toBe(1);
    expect(placeOn(term, '2026-10-01')).toBe(0);
    expect(elapsed({ effective_on: '2026-11-01', ends_on: null }, now)).toBeUndefined();
  });
});

describe('the form of an agreement', () => {
  it('sends clauses apart, nothing as null, and leaves the notice to the policy', () => {
    const sent = asCreate('a1', { ...NEW_MOU, title: 'Partnership', privacy: ' Shared where needed ', salary_reimbursable: true });
    expect(sent).toMatchObject({ agency_id: 'a1', title: 'Partnership', ends_on: null });
    expect(sent.clauses).toMatchObject({ privacy: 'Shared where needed', liability: null, salary_reimbursable: true });
    expect(sent).not.toHaveProperty('notice_days');
  });
  it('sends only what changed', () => {
    expect(asUpdate({ notice_days: '60' })).toEqual({ notice_days: 60 });
    expect(asUpdate({ disputes: '' })).toEqual({ clauses: { disputes: null } });
  });
});

it('takes the fingerprint of a file', async () => {
  expect(await sha256Of(new Blob(['abc']))).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});
