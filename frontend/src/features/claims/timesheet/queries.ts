import { api, ifMatch, readVersioned } from '@/shared/api';
import type { TimesheetsInput } from './sheetDraft';

const path = (claimId: string, officerId: string) => ({ claim_id: claimId, officer_id: officerId });

/** One person's timesheets in a claim. */
export const readSheets = (claimId: string, officerId: string) =>
  readVersioned(api.GET('/api/v1/claims/{claim_id}/timesheets/{officer_id}', { params: { path: path(claimId, officerId) } }));

export const sendSheets = (claimId: string, officerId: string, etag: string, body: TimesheetsInput) =>
  readVersioned(
    api.PUT('/api/v1/claims/{claim_id}/timesheets/{officer_id}', { params: { path: path(claimId, officerId), header: ifMatch(etag) }, body }),
  );
