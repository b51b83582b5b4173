import type { ReactNode } from 'react';
import { useState } from 'react';
import { ProblemError } from '@/shared/api';
import { Button } from '@/shared/ui/Button';
import { Dialog } from '@/shared/ui/Dialog';
import { toast } from '@/shared/ui/toast';

export interface Action {
  /** The action that is running, to show its button busy. */
  busy: string | undefined;
  /** Runs one action. Resolves to whether it was done; failures are told. */
  run: (name: string, call: () => Promise<unknown>, done?: string) => Promise<boolean>;
  /** Render it: what is shown when somebody changed the record first. */
  stale: ReactNode;
}

/**
 * Actions that need nothing but a press. On 412 nothing was done: the record is read again and the person is told to
 * look at it before pressing once more. After any refusal the record is read again too, as its buttons are out of date.
 */
export function useAction(refresh: () => Promise<unknown>): Action {
  const [busy, setBusy] = useState<string>();
  const [stale, setStale] = useState(false);
  const run = async (name: string, call: () => Promise<unknown>, done?: string): Promise<boolean> => {
    setBusy(name);
    try {
      await call();
      await refresh();
      if (done) toast.done(done);
      return true;
    } catch (error) {
      await refresh();
      if (error instanceof ProblemError && error.status === 412) setStale(true);
      else toast.failed(error);
      return false;
    } finally {
      setBusy(undefined);
    }
  };
  return {
    busy,
    run,
    stale: (
      <Dialog
        open={stale}
        size="sm"
        title="Someone changed this meanwhile"
        onClose={() => setStale(false)}
        footer={
          <Button variant="primary" onClick={() => setStale(false)}>
            Look at it again
          </Button>
        }
      >
        <p>Nothing was done. The record on the page is now the one that is stored: check it, then press once more if it still holds.</p>
      </Dialog>
    ),
  };
}
