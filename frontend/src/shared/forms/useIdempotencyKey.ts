import { useRef } from 'react';
import { newIdempotencyKey } from '@/shared/api';

/**
 * One key per intent: sending the same form again after a lost answer repeats the key, so the server does it once.
 * Call `renew` after a success, or when what is sent has changed.
 */
export function useIdempotencyKey(): { header: () => { 'Idempotency-Key': string }; renew: () => void } {
  const key = useRef<string>(undefined);
  return {
    header: () => ({ 'Idempotency-Key': (key.current ??= newIdempotencyKey()) }),
    renew: () => {
      key.current = undefined;
    },
  };
}
