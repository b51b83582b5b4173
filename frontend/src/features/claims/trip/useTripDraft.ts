import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { api, explain, ifMatch, ProblemError, readVersioned, type FieldProblem, type Versioned } from '@/shared/api';
import { refreshClaims } from '../queries';
import { asTrip, merge, toDraft, unfinished, withField, type Clash, type Trip, type TripDraft, type TripInput } from './tripDraft';

const WAIT_MS = 900;
const AGAIN_MS = 5000;

export type SaveState =
  | { kind: 'saved'; at?: Date | undefined }
  | { kind: 'waiting' | 'saving' }
  | { kind: 'failed'; why: string };

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** Input that the server does not have yet, so that a reload loses none; storage may be off (private windows). */
const local = {
  read(key: string): { base: TripDraft; draft: TripDraft } | undefined {
    try {
      return JSON.parse(localStorage.getItem(key) ?? 'null') ?? undefined;
    } catch {
      return undefined;
    }
  },
  keep(key: string, base: TripDraft, draft: TripDraft) {
    try {
      localStorage.setItem(key, JSON.stringify({ base, draft }));
    } catch {
      // It is in the page, and on its way to the server.
    }
  },
  drop(key: string) {
    try {
      localStorage.removeItem(key);
    } catch {
      // Nothing was kept.
    }
  },
};

export const tripPath = (claimId: string, officerId: string) => ({ claim_id: claimId, officer_id: officerId });
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

interface Start {
  draft: TripDraft;
  base: TripDraft;
  clashes: Clash[];
}

function begin(key: string, stored: TripDraft): Start {
  const kept = local.read(key);
  if (!kept) return { draft: stored, base: stored, clashes: [] };
  const { merged, clashes } = merge(kept.base, kept.draft, stored);
  return { draft: merged, base: stored, clashes };
}

/**
 * A trip that saves itself: a moment after the last change, again when the line is back, and never over what
 * somebody else wrote. What only one side changed is merged; the rest is `clashes`, settled field by field.
 */
export function useTripDraft(claimId: string, officerId: string, first: Versioned<Trip>, claimVersion: number) {
  const queryClient = useQueryClient();
  const key = `trip:${claimId}:${officerId}`;
  const [start] = useState(() => begin(key, toDraft(first.data)));
  const [draft, setDraft] = useState(start.draft);
  const [clashes, setClashes] = useState(start.clashes);
  const [trip, setTrip] = useState(first.data);
  const [state, setState] = useState<SaveState>({ kind: 'saved' });
  const [problems, setProblems] = useState<readonly FieldProblem[]>([]);
  const base = useRef(start.base);
  const etag = useRef(first.etag);
  const latest = useRef(draft);
  const busy = useRef(false);
  latest.current = draft;

  const save = useCallback(async (sent: TripDraft) => {
    if (busy.current) return;
    busy.current = true;
    setState({ kind: 'saving' });
    try {
      const saved = await send(claimId, officerId, etag.current, asTrip(sent));
      etag.current = saved.etag;
      base.current = sent;
      setTrip(saved.data);
      setProblems([]);
      if (same(latest.current, sent)) local.drop(key);
      setState({ kind: 'saved', at: new Date() });
      void refreshClaims(queryClient);
    } catch (error) {
      if (error instanceof ProblemError && error.status === 412) {
        try {
          const theirs = await readTrip(claimId, officerId);
          const found = merge(base.current, latest.current, toDraft(theirs.data));
          etag.current = theirs.etag;
          base.current = toDraft(theirs.data);
          setTrip(theirs.data);
          setDraft(found.merged);
          setClashes(found.clashes);
          setState({ kind: 'waiting' });
        } catch (again) {
          setState({ kind: 'failed', why: explain(again).title });
        }
      } else {
        const refusal = error instanceof ProblemError ? error.errors : [];
        setProblems(refusal);
        setState({ kind: 'failed', why: refusal[0]?.message ?? explain(error).title });
      }
    } finally {
      busy.current = false;
    }
  }, [claimId, officerId, key, queryClient]);

  const refused = problems.length > 0;
  const pending = !same(draft, base.current);
  const gap = unfinished(draft);
  const lost = state.kind === 'failed' && !refused;
  useEffect(() => {
    if (!pending || gap || clashes.length > 0) return undefined;
    if (state.kind === 'failed' && refused) return undefined;
    const timer = setTimeout(() => void save(draft), lost ? AGAIN_MS : WAIT_MS);
    const online = () => void save(draft);
    window.addEventListener('online', online);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('online', online);
    };
    // What was typed while a request was under way is sent after it, when the state changes.
  }, [draft, pending, gap, clashes, lost, refused, state.kind, save]);

  // Lines that were changed elsewhere are part of the trip too.
  const behind = claimVersion > trip.version && !pending && state.kind !== 'saving';
  useEffect(() => {
    if (!behind) return undefined;
    let gone = false;
    const catchUp = async () => {
      const now = await readTrip(claimId, officerId);
      if (gone) return;
      etag.current = now.etag;
      base.current = toDraft(now.data);
      setTrip(now.data);
      setDraft(base.current);
    };
    // What cannot be read now is read before the next save, which then meets the newer version.
    catchUp().catch(() => undefined);
    return () => {
      gone = true;
    };
  }, [behind, claimId, officerId]);

  const change = (next: TripDraft) => {
    local.keep(key, base.current, next);
    setProblems([]);
    setState({ kind: 'waiting' });
    setDraft(next);
  };
  /** The person's choice for every clash: names of fields that stay mine. */
  const settle = (mine: ReadonlySet<string>) => {
    const next = clashes.filter(({ name }) => mine.has(name)).reduce((all, { name, mine: own }) => withField(all, name, own), draft);
    setClashes([]);
    if (same(next, base.current)) local.drop(key);
    setDraft(next);
    setState(same(next, base.current) ? { kind: 'saved', at: new Date() } : { kind: 'waiting' });
  };
  return { draft, change, trip, state: gap && pending ? ({ kind: 'failed', why: gap } as SaveState) : state, clashes, settle, problems };
}
