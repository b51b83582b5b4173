/** One field of a rejected request, as RFC 9457 `errors[]` names it. */
export interface FieldProblem {
  pointer?: string;
  parameter?: string;
  code: string;
  message: string;
}

interface ProblemBody {
  title?: string;
  detail?: string;
  code?: string;
  instance?: string;
  errors?: FieldProblem[];
  state?: string;
  allowed_actions?: string[];
}

/** Every failed call of the API, network failures included (status 0). */
export class ProblemError extends Error {
  readonly status: number;
  /** Stable word to switch on, e.g. `stale_version`. */
  readonly code: string;
  readonly title: string;
  readonly detail: string | undefined;
  readonly errors: FieldProblem[];
  readonly requestId: string | undefined;
  /** On 409: where the record stands, and what may be done from there. */
  readonly state: string | undefined;
  readonly allowedActions: string[] | undefined;
  /** On 429 and 503: seconds to wait. */
  readonly retryAfter: number | undefined;

  constructor(status: number, body: ProblemBody = {}, headers?: Headers) {
    super(body.detail ?? body.title ?? `Request failed with status ${status}`);
    this.name = 'ProblemError';
    this.status = status;
    this.code = body.code ?? (status === 0 ? 'unreachable' : `http_${status}`);
    this.title = body.title ?? 'Request failed';
    this.detail = body.detail;
    this.errors = body.errors ?? [];
    this.requestId = headers?.get('x-request-id') ?? body.instance;
    this.state = body.state;
    this.allowedActions = body.allowed_actions;
    const wait = Number(headers?.get('retry-after') ?? Number.NaN);
    this.retryAfter = Number.isFinite(wait) ? wait : undefined;
  }

  static async from(response: Response): Promise<ProblemError> {
    let body: ProblemBody = {};
    if (response.headers.get('content-type')?.includes('json')) {
      body = await response
        .clone()
        .json()
        .catch(() => ({}));
    }
    return new ProblemError(response.status, body, response.headers);
  }
}

/** What a person is told and what they can do next. One table, so that every screen says the same. */
export function explain(error: unknown): { title: string; next: string; requestId?: string } {
  if (!(error instanceof ProblemError)) {
    return { title: 'This page could not be shown', next: 'Load it again. If it fails twice, report what you were doing.' };
  }
  const { status, requestId } = error;
  const said = error.detail;
  if (status === 0) {
    return { title: 'No connection to the server', next: 'Check your network, then try again. Nothing you typed is lost.' };
  }
  if (status === 403) {
    return { title: 'You do not have access to this', next: said ?? 'Ask an administrator for the permission.', requestId };
  }
  if (status === 404) {
    return { title: 'Nothing here', next: 'It may have been removed, or it belongs to someone else. Go back to the list.', requestId };
  }
  if (status === 409) return { title: 'Not possible right now', next: said ?? 'Load the record again to see where it stands.', requestId };
  if (status === 412) return { title: 'Someone changed this meanwhile', next: 'Compare both versions, then decide.', requestId };
  if (status === 429 || status === 503) {
    const wait = error.retryAfter === undefined ? 'a moment' : `${error.retryAfter} seconds`;
    return { title: 'The server is busy', next: `Wait ${wait}, then try again.`, requestId };
  }
  if (status >= 500) return { title: 'The server failed', next: 'Try again. If it fails twice, report the request number.', requestId };
  return { title: error.title, next: said ?? 'Check what you entered, then try again.', requestId };
}
