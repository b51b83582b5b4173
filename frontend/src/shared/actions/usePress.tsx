import { useState, type ReactNode } from 'react';
import { ProblemError } from '@/shared/api';
import { Notice } from '@/shared/ui/Notice';
import { toast } from '@/shared/ui/toast';

interface PressOptions {
  /** What is pressed upon: "run". */
  record: string;
  refresh: () => Promise<unknown>;
  /** Whatever came of it: closes what had asked. */
  onOver: () => void;
}

interface Press {
  busy: boolean;
  press: (call: () => Promise<unknown>, done?: string) => Promise<void>;
  /** Render it: why the last press did nothing. It stays until the next one. */
  refusal: ReactNode;
}

/** Like `useAction` for records whose refusals are too weighty for a message that goes away. */
export function usePress({ record, refresh, onOver }: PressOptions): Press {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();
  const press = async (call: () => Promise<unknown>, done?: string) => {
    setBusy(true);
    setFailure(undefined);
    try {
      await call();
      if (done) toast.done(done);
    } catch (problem) {
      if (!(problem instanceof ProblemError)) throw problem;
      const stale = `Somebody changed this ${record} meanwhile. It has been read again: check it, then press once more.`;
      setFailure(problem.status === 412 ? stale : (problem.detail ?? problem.title));
    } finally {
      await refresh();
      setBusy(false);
      onOver();
    }
  };
  return {
    busy,
    press,
    refusal: failure ? (
      <Notice tone="bad" role="alert">
        {failure}
      </Notice>
    ) : null,
  };
}
