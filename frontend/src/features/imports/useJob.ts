import { useEffect, useState } from 'react';
import type { components } from '@/shared/api/schema';

export type Job = components['schemas']['Job'];

const PAUSE_MS = 2000;

/** The messages of a stream of server-sent events, one after the other. */
async function* messages(response: Response): AsyncGenerator<string> {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  for (;;) {
    const piece = await reader?.read();
    if (!piece || piece.done) return;
    text += piece.value;
    const whole = text.split('\n\n');
    text = whole.pop() ?? '';
    for (const message of whole) {
      const data = message.split('\n').flatMap((line) => (line.startsWith('data:') ? [line.slice(5)] : []));
      if (data.length > 0) yield data.join('\n');
    }
  }
}

/**
 * Follows a job as the server tells of it, and says once when it is over. A stream that breaks is opened again: each
 * begins with how things stand. Read by fetch, as an EventSource would open a stream anew after the last message too.
 */
export function useJob(id: string | undefined, onOver: () => void): Job | undefined {
  const [job, setJob] = useState<Job>();
  useEffect(() => {
    if (!id) return undefined;
    const control = new AbortController();
    const { signal } = control;
    const follow = async () => {
      while (!signal.aborted) {
        try {
          const response = await fetch(`/api/v1/jobs/${id}/events`, { headers: { Accept: 'text/event-stream' }, signal });
          if (response.ok) {
            for await (const message of messages(response)) {
              const told = JSON.parse(message) as Job;
              setJob(told);
              if (told.finished_at !== null) return onOver();
            }
          } else if (response.status < 500 && response.status !== 429) return onOver();
        } catch {
          // The connection broke: the pause below, and another.
        }
        await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      }
      return undefined;
    };
    void follow();
    return () => control.abort();
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- a new callback is no reason for another stream.
  }, [id]);
  return job?.id === id ? job : undefined;
}
