import { useState } from 'react';
import { api, ifMatch, ProblemError, readVersioned, type Versioned } from '@/shared/api';
import { useDraft } from '../draft/useDraft';
import { asTrip, FIELDS, toDraft, unfinished, type Trip, type TripInput } from './tripDraft';

const tripPath = (claimId: string, officerId: string) => ({ claim_id: claimId, officer_id: officerId });
export const readTrip = (claimId: string, officerId: string) =>
  readVersioned(api.GET('/api/v1/claims/{claim_id}/trips/{officer_id}', { params: { path: tripPath(claimId, officerId) } }));

/** Days that a shorter trip no longer has stay in the draft, for when it is longer again, but are not sent. */
async function send(claimId: string, officerId: string, etag: string, body: TripInput): Promise<Versioned<Trip>> {
  const put = (days: TripInput['days']) =>
    readVersioned(
      api.PUT('/api/v1/claims/{claim_id}/trips/{officer_id}', {
        params: { path: tripPath(claimId, officerId), header: ifMatch(etag) },
        body: { ...body, days },
      }),
    );
  try {
    return await put(body.days);
  } catch (error) {
    const found = error instanceof ProblemError ? error.errors : [];
    const astray = new Set(found.filter(({ code }) => code === 'not_a_day_of_the_trip').map(({ pointer }) => Number(pointer?.split('/')[2])));
    if (astray.size === 0 || astray.size < found.length) throw error;
    return put(body.days?.filter((_, index) => !astray.has(index)));
  }
}

/** A traveller's trip, which saves itself. */
export function useTripDraft(claimId: string, officerId: string, first: Versioned<Trip>, claimVersion: number) {
  const [of] = useState(() => ({
    key: `trip:${claimId}:${officerId}`,
    read: () => readTrip(claimId, officerId),
    send: (etag: string, draft: Parameters<typeof asTrip>[0]) => send(claimId, officerId, etag, asTrip(draft)),
    toDraft,
    unfinished,
    fields: FIELDS,
  }));
  return useDraft(of, first, claimVersion);
}
