import { describe, expect, it } from 'vitest';
import { asCreate, asUpdate, NEW_AGENCY } from './agencyForm';

describe('what the agency forms send', () => {
  it('creates without a standing, with nothing as null and identifiers in capitals', () => {
    const body = asCreate({ ...NEW_AGENCY, legal_name: ' Ashford Police ', state: 'VA', oris: 'va0290100, VA0290200', uei: 'zqgghjh74dw7' });
    expect(body).toMatchObject({ legal_name: 'Ashford Police', city: null, oris: ['VA0290100', 'VA0290200'], uei: 'ZQGGHJH74DW7' });
    expect(body).not.toHaveProperty('status');
  });
  it('updates only what it is given, and clears what was emptied', () => {
    expect(asUpdate({ website: ' ', oris: '' })).toEqual({ website: null, oris: [] });
    // A name is never cleared: the server is asked, and refuses the empty text beside its field.
    expect(asUpdate({ legal_name: '' })).toEqual({ legal_name: '' });
  });
});
