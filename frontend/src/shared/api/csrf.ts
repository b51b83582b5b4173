/**
 * The token against cross-site requests. It comes with `GET /api/v1/session`, lives in memory only, and goes out as
 * `X-CSRF-Token` with every request that changes something.
 */
let token: string | undefined;
let pending: Promise<string | undefined> | undefined;

export function setCsrfToken(value: string | undefined): void {
  token = value;
}

async function fetchToken(): Promise<string | undefined> {
  const response = await globalThis.fetch(new URL('/api/v1/session', globalThis.location.origin), {
    headers: { Accept: 'application/json' },
    credentials: 'same-origin',
  });
  if (!response.ok) return undefined;
  const body = (await response.json()) as { csrf_token?: string };
  return body.csrf_token;
}

/** The token in memory, or the one the server gives for the current session; undefined when signed out. */
export async function csrfToken(): Promise<string | undefined> {
  if (token !== undefined) return token;
  pending ??= fetchToken().finally(() => {
    pending = undefined;
  });
  token = await pending;
  return token;
}
