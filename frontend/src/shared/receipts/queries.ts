import { queryOptions, type QueryClient } from '@tanstack/react-query';
import { api, newIdempotencyKey, read } from '@/shared/api';
import { sendFile } from '@/shared/api/sendFile';
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

export async function upload({ file, claimId, expenseId, ...sending }: Sending): Promise<Receipt> {
  const body = new FormData();
  body.set('claim_id', claimId);
  if (expenseId) body.set('expense_id', expenseId);
  body.set('file', file);
  return sendFile({ ...sending, address: '/api/v1/receipts', body });
}
