import { describe, expect, it, vi } from 'vitest';
import { ProblemError } from '@/shared/api';
import { applyProblem, pointerToPath } from '.';

describe('applyProblem', () => {
  it('turns pointers into form paths', () => {
    expect(pointerToPath('/lines/0/amount')).toBe('lines.0.amount');
    expect(pointerToPath('#/a~1b')).toBe('a/b');
  });

  it('puts messages beside their fields, focuses the first, and returns the rest', () => {
    const setError = vi.fn();
    const error = new ProblemError(422, {
      errors: [
        { pointer: '/name', code: 'missing', message: 'Enter a name.' },
        { pointer: '/lines/0/amount', code: 'negative', message: 'An amount is positive.' },
        { pointer: '/version', code: 'unknown', message: 'There is no such field.' },
      ],
    });
    expect(applyProblem(error, setError, ['name', 'lines'])).toBe('There is no such field.');
    expect(setError.mock.calls).toEqual([
      ['name', { type: 'server', message: 'Enter a name.' }, { shouldFocus: true }],
      ['lines.0.amount', { type: 'server', message: 'An amount is positive.' }, { shouldFocus: false }],
    ]);
  });

  it('falls back to what the problem says as a whole', () => {
    expect(applyProblem(new ProblemError(409, { detail: 'Already sent.' }), vi.fn(), [])).toBe('Already sent.');
  });
});
