import { useRef } from 'react';
import { newIdempotencyKey, ProblemError } from '@/shared/api';

/**
 * One key per intent: sending the same form again after a lost answer repeats the key, so the server does it once.
 * Call `renew` after a success, `answered` with what a failed call threw: once the server has answered, the next try is
 * a new intent.
 */
export function useIdempotencyKey(): {
  header: () => { 'Idempotency-Key': string };
  renew: () => void;
  answered: (error: unknown) => void;
} {
  const key = useRef<string>(undefined);
  const renew = () => {
    key.current = undefined;
  };
  return {
    header: () => ({ 'Idempotency-Key': (key.current ??= newIdempotencyKey()) }),
    renew,
    answered: (error) => {
      if (error instanceof ProblemError && error.status > 0) renew();
    },
  };
}
