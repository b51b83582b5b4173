import { ProblemError } from './problem.ts';

const LONGEST_PAUSE_MS = 30_000;
const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);
const BUSY = new Set([429, 502, 503, 504]);

type Send = (request: Request) => Promise<Response>;

/**
 * Sends until there is an answer, for `patience` seconds at most while the server is busy or away. What is sent again is
 * what cannot be done twice: reading, and writing with a key or by a key. Every POST gets an `Idempotency-Key`. PATCH and
 * DELETE are only sent again after a refusal (429, 503). Refusals become `ProblemError`.
 */
export function patiently(send: Send, patience: number): Send {
  return async (request) => {
    if (request.method === 'POST' && !request.headers.has('Idempotency-Key')) {
      request.headers.set('Idempotency-Key', crypto.randomUUID());
    }
    const repeatable = SAFE.has(request.method) || request.method === 'PUT' || request.headers.has('Idempotency-Key');
    const until = Date.now() + patience * 1000;
    for (let tries = 0; ; tries += 1) {
      let pause = Math.min(2 ** tries * (250 + Math.random() * 250), LONGEST_PAUSE_MS);
      try {
        const response = await send(request.clone());
        if (response.ok || response.status === 304) return response;
        const problem = await ProblemError.from(response, request);
        const again = repeatable && (BUSY.has(problem.status) || problem.code === 'still_running');
        pause = Math.max(pause, askedPause(response));
        const refused = problem.status === 429 || problem.status === 503;
        if (!(again || refused) || Date.now() + pause > until) throw problem;
      } catch (error) {
        const ended = error instanceof ProblemError || request.signal.aborted || !repeatable;
        if (ended || Date.now() + pause > until) throw error;
      }
      await sleep(pause, request.signal);
    }
  };
}

export function sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, milliseconds);
    if (signal?.aborted) stop();
    else signal?.addEventListener('abort', stop, { once: true });
  });
}

/** Milliseconds of `Retry-After`, which is a number or a date. */
function askedPause(response: Response): number {
  const asked = response.headers.get('Retry-After') ?? '0';
  const pause = /^\d+$/.test(asked) ? Number(asked) * 1000 : Date.parse(asked) - Date.now();
  return Number.isNaN(pause) ? 0 : Math.max(0, pause);
}
