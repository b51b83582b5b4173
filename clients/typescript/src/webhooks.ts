import type { components } from './schema.d.ts';

const TOLERANCE_SECONDS = 300;

/** The message was not signed with this secret, or is too old: answer 401, and do nothing. */
export class NotGenuine extends Error {}

/**
 * The event of a webhook's message (Standard Webhooks). `body` is what arrived, byte for byte; several secrets may hold
 * while one is changed. Throws `NotGenuine`.
 */
export async function verify(
  secret: string | string[],
  headers: Headers | Record<string, string | string[] | undefined>,
  body: Uint8Array<ArrayBuffer> | string,
): Promise<components['schemas']['CloudEvent']> {
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  const named = headers instanceof Headers ? headers : new Headers(plain(headers));
  const [id, sentAt, signatures] = ['id', 'timestamp', 'signature'].map((one) => named.get(`webhook-${one}`));
  if (!id || !sentAt || !signatures || !/^\d+$/.test(sentAt)) {
    throw new NotGenuine('webhook-id, webhook-timestamp or webhook-signature is missing.');
  }
  if (Math.abs(Date.now() / 1000 - Number(sentAt)) > TOLERANCE_SECONDS) {
    throw new NotGenuine('The message is too old, or one of the clocks is wrong.');
  }
  const content = new Uint8Array([...new TextEncoder().encode(`${id}.${sentAt}.`), ...bytes]);
  for (const one of [secret].flat()) {
    const key = await crypto.subtle.importKey('raw', unpacked(one.replace(/^whsec_/, '')), { name: 'HMAC', hash: 'SHA-256' }, false, ['verify']);
    for (const signature of signatures.split(' ')) {
      const mac = decoded(signature);
      if (mac && (await crypto.subtle.verify('HMAC', key, mac, content))) return JSON.parse(new TextDecoder().decode(bytes));
    }
  }
  throw new NotGenuine('The signature does not fit the message.');
}

function plain(headers: Record<string, string | string[] | undefined>): [string, string][] {
  return Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)] as [string, string]]));
}

function decoded(signature: string): Uint8Array<ArrayBuffer> | undefined {
  if (!signature.startsWith('v1,')) return undefined;
  try {
    return unpacked(signature.slice(3));
  } catch {
    return undefined;
  }
}

function unpacked(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (one) => one.charCodeAt(0));
}
