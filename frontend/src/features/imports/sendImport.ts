import { sendFile } from '@/shared/api/sendFile';
import type { Import } from './queries';

interface Sending {
  file: File;
  /** What is said of the file; empty values are left out. */
  options: Record<string, string>;
  key: string;
  onProgress: (share: number) => void;
  signal: AbortSignal;
}

/** Sends a whole file and has it checked at once: nothing is written. */
export async function sendImport({ file, options, ...sending }: Sending): Promise<Import> {
  const stated = Object.entries({ ...options, dry_run: 'true' }).filter(([, value]) => value !== '');
  const body = new FormData();
  body.set('file', file);
  return sendFile({ ...sending, address: `/api/v1/imports?${new URLSearchParams(stated).toString()}`, body });
}
