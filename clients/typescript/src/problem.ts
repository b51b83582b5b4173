import type { components } from './schema.d.ts';

type Problem = components['schemas']['Problem'];

/**
 * The server refused. `status` and `code` are for programs, `detail` for people; `errors` names the fields at fault;
 * `requestId` is to be quoted when asking for help.
 */
export class ProblemError extends Error {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly errors: NonNullable<Problem['errors']>;
  readonly requestId: string | null;
  readonly problem: Partial<Problem>;

  private constructor(response: Response, problem: Partial<Problem>, asked: string) {
    const detail = problem.detail ?? response.statusText;
    const code = problem.code ?? `http_${response.status}`;
    const fields = (problem.errors ?? []).map((one) => `\n  ${one.pointer ?? one.parameter}: ${one.message}`);
    super(`${asked}: ${response.status} ${code}: ${detail}${fields.join('')}`);
    this.name = 'ProblemError';
    this.status = response.status;
    this.code = code;
    this.detail = detail;
    this.errors = problem.errors ?? [];
    this.requestId = response.headers.get('X-Request-Id');
    this.problem = problem;
  }

  static async from(response: Response, request: Request): Promise<ProblemError> {
    let problem: Partial<Problem> = {};
    try {
      const said: unknown = await response.json();
      if (typeof said === 'object' && said !== null) problem = said;
    } catch {
      // Not from the server itself, such as a proxy's page: its status is all there is.
    }
    return new ProblemError(response, problem, `${request.method} ${new URL(request.url).pathname}`);
  }
}
