import { http, HttpResponse } from 'msw';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { problem, server } from '@/testing/server';
import { api, ifMatch, ProblemError, read, readVersioned } from '.';
import { explain } from './problem';
import { createQueryClient } from './queryClient';

const failure = (call: Promise<unknown>) =>
  call.then(
    () => expect.unreachable('the call should fail'),
    (error: unknown) => error as ProblemError,
  );

describe('conventions of every call', () => {
  it('reads without a CSRF token', async () => {
    let token: string | null = 'unset';
    server.use(
      http.get('/api/v1/me', ({ request }) => {
        token = request.headers.get('X-CSRF-Token');
        return HttpResponse.json({ name: 'Auditor' });
      }),
    );
    const me = await read(api.GET('/api/v1/me'));
    expect(me.name).toBe('Auditor');
    expect(token).toBeNull();
  });

  it('sends the session’s CSRF token with what changes something, asking for it once', async () => {
    let asked = 0;
    const tokens: (string | null)[] = [];
    server.use(
      http.get('/api/v1/session', () => {
        asked += 1;
        return HttpResponse.json({ csrf_token: 'abc' });
      }),
      http.delete('/api/v1/session', ({ request }) => {
        tokens.push(request.headers.get('X-CSRF-Token'));
        return new HttpResponse(null, { status: 204 });
      }),
    );
    await Promise.all([api.DELETE('/api/v1/session'), api.DELETE('/api/v1/session')]);
    expect(tokens).toEqual(['abc', 'abc']);
    expect(asked).toBe(1);
  });

  it('gives each POST a key of its own and keeps one that is given', async () => {
    const keys: (string | null)[] = [];
    server.use(
      http.post('/api/v1/session', ({ request }) => {
        keys.push(request.headers.get('Idempotency-Key'));
        return HttpResponse.json({ csrf_token: 'x' }, { status: 201 });
      }),
    );
    const body = { email: 'a@example.gov', password: 'secret' };
    await api.POST('/api/v1/session', { body });
    await api.POST('/api/v1/session', { body });
    await api.POST('/api/v1/session', { body, headers: { 'Idempotency-Key': 'mine' } });
    expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/);
    expect(keys[1]).not.toBe(keys[0]);
    expect(keys[2]).toBe('mine');
  });

  it('keeps the ETag of what was read for the write', async () => {
    server.use(http.get('/api/v1/me', () => HttpResponse.json({}, { headers: { ETag: '"7"' } })));
    const { etag } = await readVersioned(api.GET('/api/v1/me'));
    expect(ifMatch(etag)).toEqual({ 'if-match': '"7"' });
  });
});

describe('failures', () => {
  it('carries everything a problem document says', async () => {
    server.use(
      http.get('/api/v1/me', () =>
        problem(409, {
          title: 'Not allowed now',
          code: 'illegal_transition',
          detail: 'The agreement is in clearance.',
          state: 'clearance',
          allowed_actions: ['clear'],
          errors: [{ pointer: '/name', code: 'missing', message: 'Enter a name.' }],
        }),
      ),
    );
    const error = await failure(read(api.GET('/api/v1/me')));
    expect(error).toBeInstanceOf(ProblemError);
    expect(error).toMatchObject({
      status: 409,
      code: 'illegal_transition',
      title: 'Not allowed now',
      detail: 'The agreement is in clearance.',
      state: 'clearance',
      allowedActions: ['clear'],
      requestId: 'req-test-1',
      errors: [{ pointer: '/name', code: 'missing', message: 'Enter a name.' }],
    });
  });

  it('names a broken connection and an answer that is no problem document', async () => {
    server.use(http.get('/api/v1/me', () => HttpResponse.error()));
    expect(await failure(read(api.GET('/api/v1/me')))).toMatchObject({ status: 0, code: 'unreachable' });
    server.use(http.get('/api/v1/me', () => new HttpResponse('<html>', { status: 502 })));
    expect(await failure(read(api.GET('/api/v1/me')))).toMatchObject({ status: 502, code: 'http_502' });
  });

  it('says what to do next, with the request number', () => {
    const headers = new Headers({ 'x-request-id': 'r1', 'retry-after': '8' });
    expect(explain(new ProblemError(503, {}, headers))).toEqual({
      title: 'The server is busy',
      next: 'Wait 8 seconds, then try again.',
      requestId: 'r1',
    });
    expect(explain(new ProblemError(403, { detail: 'Needs mous:edit.' })).next).toBe('Needs mous:edit.');
    expect(explain(new Error('chunk')).title).toBe('This page could not be shown');
  });
});

describe('the query client', () => {
  const signedOut = vi.fn();
  afterEach(() => signedOut.mockReset());
  const run = (status: number) => {
    const client = createQueryClient(signedOut);
    return failure(
      client.fetchQuery({ queryKey: [status], queryFn: () => Promise.reject(new ProblemError(status)), retry: false }),
    );
  };
  it('signs out on 401 and never on 403', async () => {
    await run(403);
    expect(signedOut).not.toHaveBeenCalled();
    await run(401);
    expect(signedOut).toHaveBeenCalledOnce();
  });
});
