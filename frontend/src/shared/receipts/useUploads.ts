import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { explain, ProblemError } from '@/shared/api';
import { newKey, refreshReceipts, upload } from './queries';

export interface Sent {
  key: string;
  file: File;
  share: number;
  failure?: string;
  /** Arrived, and something to know about it. */
  note?: string;
  stop: () => void;
}

/** Files on their way: each on its own, so that one can be cancelled or tried again. */
export function useUploads(claimId: string) {
  const client = useQueryClient();
  const [files, setFiles] = useState<readonly Sent[]>([]);
  const change = (key: string, values: Partial<Sent>) => setFiles((all) => all.map((one) => (one.key === key ? { ...one, ...values } : one)));
  const remove = (key: string) => setFiles((all) => all.filter((one) => one.key !== key));

  const send = async (key: string, file: File) => {
    const control = new AbortController();
    const stop = () => control.abort();
    setFiles((all) => [...all.filter((one) => one.key !== key), { key, file, share: 0, stop }]);
    try {
      const receipt = await upload({ file, claimId, key, signal: control.signal, onProgress: (share) => change(key, { share }) });
      const [earlier] = receipt.same_as;
      if (earlier) change(key, { note: `Already uploaded as ${earlier.file_name} for ${earlier.claim.reference}. Claimed twice, finance has to let it stand.` });
      else remove(key);
      await refreshReceipts(client);
    } catch (error) {
      if (error instanceof DOMException) remove(key);
      else change(key, { failure: error instanceof ProblemError ? (error.errors[0]?.message ?? `${explain(error).title}. ${explain(error).next}`) : String(error) });
    }
  };
  return {
    files,
    add: (chosen: Iterable<File>) => {
      for (const file of chosen) void send(newKey(), file);
    },
    retry: ({ key, file }: Sent) => void send(key, file),
    dismiss: remove,
  };
}
