import { queryOptions, type QueryClient } from '@tanstack/react-query';
import { api, newIdempotencyKey, ProblemError, read } from '@/shared/api';
import { csrfToken } from '@/shared/api/csrf';
import type { components } from '@/shared/api/schema';

export type ReceiptRow = components['schemas']['ReceiptRow'];
export type Receipt = components['schemas']['Receipt'];

/** What the server takes, as browsers name it. HEIC is not among them, so that phones hand over JPEG. */
export const ACCEPTED = 'application/pdf,image/jpeg,image/png,image/webp';

export const contentOf = (id: string): string => `/api/v1/receipts/${id}/content`;
export const thumbnailOf = (id: string): string => `/api/v1/receipts/${id}/thumbnail`;

/** The receipts of a claim, oldest first. */
export const receiptList = (claimId: string) =>
  queryOptions({
    queryKey: ['receipts', 'list', claimId],
    queryFn: ({ signal }) => read(api.GET('/api/v1/receipts', { params: { query: { claim_id: [claimId], limit: 200 } }, signal })),
  });

/** One receipt, with the earlier uploads of the same file. */
export const receiptDetail = (id: string) =>
  queryOptions({
    queryKey: ['receipts', 'detail', id],
    queryFn: ({ signal }) => read(api.GET('/api/v1/receipts/{receipt_id}', { params: { path: { receipt_id: id } }, signal })),
  });

export async function refreshReceipts(client: QueryClient): Promise<void> {
  void client.invalidateQueries({ queryKey: ['expenses'] });
  await Promise.all(['receipts', 'claims'].map((key) => client.invalidateQueries({ queryKey: [key] })));
}

interface Sending {
  file: File;
  claimId: string;
  expenseId?: string;
  /** The same for each try of one file, so that a lost answer makes no second receipt. */
  key: string;
  onProgress: (share: number) => void;
  signal: AbortSignal;
}

export const newKey = newIdempotencyKey;

/** Sends one file. Fetch cannot tell how much has gone out; XMLHttpRequest can. */
export async function upload({ file, claimId, expenseId, key, onProgress, signal }: Sending): Promise<Receipt> {
  const token = await csrfToken();
  const body = new FormData();
  body.set('claim_id', claimId);
  if (expenseId) body.set('expense_id', expenseId);
  body.set('file', file);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', '/api/v1/receipts');
    request.setRequestHeader('Accept', 'application/json');
    request.setRequestHeader('Idempotency-Key', key);
    if (token !== undefined) request.setRequestHeader('X-CSRF-Token', token);
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(total ? loaded / total : 0));
    request.addEventListener('load', () => {
      const headers = new Headers({ 'Content-Type': request.getResponseHeader('Content-Type') ?? '', 'X-Request-Id': request.getResponseHeader('X-Request-Id') ?? '' });
      const response = new Response(request.responseText || null, { status: request.status, headers });
      if (response.ok) void response.json().then(resolve, reject);
      else void ProblemError.from(response).then(reject);
    });
    request.addEventListener('error', () => reject(new ProblemError(0, { title: 'No connection', detail: 'The file did not arrive. Try again.' })));
    request.addEventListener('abort', () => reject(new DOMException('Cancelled', 'AbortError')));
    signal.addEventListener('abort', () => request.abort());
    request.send(body);
  });
}

export const sizeOf = (bytes: number): string => (bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`);
