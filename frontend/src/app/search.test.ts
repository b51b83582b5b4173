import { describe, expect, it } from 'vitest';
import { toFound } from './search';

describe('what the palette shows of a search', () => {
  it('opens a record at its page, with its reference and what tells it apart', () => {
    const hit = { type: 'request', id: 'r1', reference: 'RFA-2026-0007', title: 'Crowd control, Lima', subtitle: 'open' } as const;
    expect(toFound(hit)).toMatchObject({ to: '/requests/r1', title: 'Crowd control, Lima', note: 'RFA-2026-0007 · open', group: 'Request' });
  });
  it('does not say the same twice, and finds an expertise in its list', () => {
    expect(toFound({ type: 'claim', id: 'c1', reference: 'CLM-1', title: 'CLM-1', subtitle: 'paid' })?.note).toBe('paid');
    expect(toFound({ type: 'expertise', id: 'e1', reference: 'TRF', title: 'Traffic', subtitle: null })).toMatchObject({
      to: '/expertise',
      search: { q: 'TRF' },
    });
  });
  it('leaves out kinds that this build has no screen for', () => {
    expect(toFound({ type: 'brand_new', id: 'x', reference: null, title: 'x', subtitle: null } as never)).toBeUndefined();
  });
});
