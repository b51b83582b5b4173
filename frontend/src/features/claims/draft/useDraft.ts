import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { explain, ProblemError, type FieldProblem, type Versioned } from '@/shared/api';
import { refreshClaims } from '../queries';
import { merge, type Clash, type Fields } from './merge';

const WAIT_MS = 900;
const AGAIN_MS = 5000;

export type SaveState =
  | { kind: 'saved'; at?: Date | undefined }
  | { kind: 'waiting' | 'saving' }
  | { kind: 'failed'; why: string };

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** Input that the server does not have yet, so that a reload loses none; storage may be off (private windows). */
const local = {
  read<Draft>(key: string): { base: Draft; draft: Draft } | undefined {
    try {
      return (JSON.parse(localStorage.getItem(key) ?? 'null') as { base: Draft; draft: Draft } | null) ?? undefined;
    } catch {
      return undefined;
    }
  },
  keep(key: string, base: unknown, draft: unknown) {
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

/** One thing of a claim that is typed in: how it is read, sent and merged. Must not change while it is shown. */
export interface DraftOf<Draft, Data extends { version: number }> {
  /** Under which the browser keeps what is not saved yet. */
  key: string;
  read: () => Promise<Versioned<Data>>;
  send: (etag: string, draft: Draft) => Promise<Versioned<Data>>;
  toDraft: (data: Data) => Draft;
  /** What keeps a draft from being sent, in words; undefined once it is whole. */
  unfinished: (draft: Draft) => string | undefined;
  fields: Fields<Draft>;
}

interface Start<Draft> {
  draft: Draft;
  base: Draft;
  clashes: Clash[];
}

function begin<Draft>({ key, fields }: Pick<DraftOf<Draft, never>, 'key' | 'fields'>, stored: Draft): Start<Draft> {
  const kept = local.read<Draft>(key);
  if (!kept) return { draft: stored, base: stored, clashes: [] };
  const { merged, clashes } = merge(fields, kept.base, kept.draft, stored);
  return { draft: merged, base: stored, clashes };
}

/**
 * A draft that saves itself: a moment after the last change, again when the line is back, and never over what
 * somebody else wrote. What only one side changed is merged; the rest is `clashes`, settled field by field.
 */
export function useDraft<Draft, Data extends { version: number }>(of: DraftOf<Draft, Data>, first: Versioned<Data>, claimVersion: number) {
  const queryClient = useQueryClient();
  const [start] = useState(() => begin(of, of.toDraft(first.data)));
  const [draft, setDraft] = useState(start.draft);
  const [clashes, setClashes] = useState(start.clashes);
  const [data, setData] = useState(first.data);
  const [state, setState] = useState<SaveState>({ kind: 'saved' });
  const [problems, setProblems] = useState<readonly FieldProblem[]>([]);
  const base = useRef(start.base);
  const etag = useRef(first.etag);
  const latest = useRef(draft);
  const busy = useRef(false);
  latest.current = draft;

  const save = useCallback(async (sent: Draft) => {
    if (busy.current) return;
    busy.current = true;
    setState({ kind: 'saving' });
    try {
      const saved = await of.send(etag.current, sent);
      etag.current = saved.etag;
      base.current = sent;
      setData(saved.data);
      setProblems([]);
      if (same(latest.current, sent)) local.drop(of.key);
      setState({ kind: 'saved', at: new Date() });
      void refreshClaims(queryClient);
    } catch (error) {
      if (error instanceof ProblemError && error.status === 412) {
        try {
          const theirs = await of.read();
          const found = merge(of.fields, base.current, latest.current, of.toDraft(theirs.data));
          etag.current = theirs.etag;
          base.current = of.toDraft(theirs.data);
          setData(theirs.data);
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
  }, [of, queryClient]);

  const refused = problems.length > 0;
  const pending = !same(draft, base.current);
  const gap = of.unfinished(draft);
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

  // Lines that were changed elsewhere are part of it too.
  const behind = claimVersion > data.version && !pending && state.kind !== 'saving';
  useEffect(() => {
    if (!behind) return undefined;
    let gone = false;
    const catchUp = async () => {
      const now = await of.read();
      if (gone) return;
      etag.current = now.etag;
      base.current = of.toDraft(now.data);
      setData(now.data);
      setDraft(base.current);
    };
    // What cannot be read now is read before the next save, which then meets the newer version.
    catchUp().catch(() => undefined);
    return () => {
      gone = true;
    };
  }, [behind, of]);

  const change = (next: Draft) => {
    local.keep(of.key, base.current, next);
    setProblems([]);
    setState({ kind: 'waiting' });
    setDraft(next);
  };
  /** The person's choice for every clash: names of fields that stay mine. */
  const settle = (mine: ReadonlySet<string>) => {
    const next = clashes.filter(({ name }) => mine.has(name)).reduce((all, { name, mine: own }) => of.fields.set(all, name, own), draft);
    setClashes([]);
    if (same(next, base.current)) local.drop(of.key);
    setDraft(next);
    setState(same(next, base.current) ? { kind: 'saved', at: new Date() } : { kind: 'waiting' });
  };
  return { draft, change, data, state: gap && pending ? ({ kind: 'failed', why: gap } as SaveState) : state, clashes, settle, problems };
}
