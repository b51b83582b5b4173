import { csrfToken } from './csrf';
import { ProblemError } from './problem';

interface Sending {
  address: string;
  body: FormData;
  /** The same for each try of one file, so that a lost answer does nothing twice. */
  key: string;
  onProgress: (share: number) => void;
  signal: AbortSignal;
}

/** Posts a file. Fetch cannot tell how much has gone out; XMLHttpRequest can. */
export async function sendFile<T>({ address, body, key, onProgress, signal }: Sending): Promise<T> {
  const token = await csrfToken();
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', address);
    request.setRequestHeader('Accept', 'application/json');
    request.setRequestHeader('Idempotency-Key', key);
    if (token !== undefined) request.setRequestHeader('X-CSRF-Token', token);
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(total ? loaded / total : 0));
    request.addEventListener('load', () => {
      const headers = new Headers({ 'Content-Type': request.getResponseHeader('Content-Type') ?? '', 'X-Request-Id': request.getResponseHeader('X-Request-Id') ?? '' });
      const response = new Response(request.responseText || null, { status: request.status, headers });
      if (response.ok) void response.json().then(resolve, reject);
      else void ProblemError.from(response).then(reject);
    });
    request.addEventListener('error', () => reject(new ProblemError(0, { title: 'No connection', detail: 'The file did not arrive. Try again.' })));
    request.addEventListener('abort', () => reject(new DOMException('Cancelled', 'AbortError')));
    signal.addEventListener('abort', () => request.abort());
    request.send(body);
  });
}
