import { type Api, read } from './client.ts';
import { sleep } from './retries.ts';
import type { components, operations } from './schema.d.ts';

type CloudEvent = components['schemas']['CloudEvent'];
type Filters = Pick<
  NonNullable<operations['events_list']['parameters']['query']>,
  'type' | 'subject_type' | 'subject_id' | 'agency_id'
>;

/**
 * One page of the feed, boiled down to the newest word on each record. Keep `position` once it is worked in. Records stand
 * under `kind/id`, as in the events' `subject`: `records` as their list shows them now (null for kinds that have no list),
 * `gone` those to forget.
 */
export interface Changes {
  position: string;
  events: CloudEvent[];
  records: Map<string, Record<string, unknown> | null>;
  gone: Set<string>;
}

export interface Follow extends Filters {
  /** Seconds between two looks at the end of the log; null ends there. 2 if left out. */
  every?: number | null;
  signal?: AbortSignal;
}

/** Where the log ends now: keep it, read your lists, and follow from there. */
export async function position(api: Api): Promise<string> {
  return (await read(api.GET('/api/v1/events/position'))).position;
}

/** What happened behind a position, page by page, and then for ever. */
export async function* follow(
  api: Api,
  after: string,
  { every = 2, signal, ...filters }: Follow = {},
): AsyncGenerator<Changes, void> {
  let reached = after;
  for (;;) {
    const query = { ...filters, after: reached, include: 'record' as const, limit: 200 };
    const page = await read(api.GET('/api/v1/events', { params: { query }, signal }));
    if (page.next !== reached) {
      reached = page.next;
      yield boiledDown(page.items, reached);
    }
    if (!page.has_more) {
      if (every === null) return;
      await sleep(every * 1000, signal);
    }
  }
}

function boiledDown(events: CloudEvent[], reached: string): Changes {
  const records: Changes['records'] = new Map();
  const gone: Changes['gone'] = new Set();
  for (const { subject, data } of events) {
    records.delete(subject);
    gone.delete(subject);
    if (data.gone) gone.add(subject);
    else records.set(subject, data.record ?? null);
  }
  return { position: reached, events, records, gone };
}
