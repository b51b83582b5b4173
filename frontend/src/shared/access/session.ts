import type { QueryClient } from '@tanstack/react-query';
import { api, read, setCsrfToken } from '@/shared/api';

/** A hint for the static shell of the next visit; it grants nothing. */
export function rememberSignedIn(signedIn: boolean): void {
  try {
    if (signedIn) localStorage.setItem('signed-in', 'yes');
    else localStorage.removeItem('signed-in');
  } catch {
    // Storage is off; the next visit starts with the plain shell.
  }
}

/** Opens a session cookie. Rejects with a ProblemError (401 for a wrong name or password alike). */
export async function signIn(credentials: { email: string; password: string }): Promise<void> {
  setCsrfToken(undefined);
  const session = await read(api.POST('/api/v1/session', { body: credentials }));
  setCsrfToken(session.csrf_token);
  rememberSignedIn(true);
}

/** Ends the session on the server, then forgets everything this browser had read. */
export async function signOut(queryClient: QueryClient): Promise<void> {
  await api.DELETE('/api/v1/session');
  setCsrfToken(undefined);
  rememberSignedIn(false);
  queryClient.clear();
}
