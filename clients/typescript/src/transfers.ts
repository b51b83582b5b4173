import { type Api, read, readVersioned, rows } from './client.ts';
import { ProblemError } from './problem.ts';
import { sleep } from './retries.ts';
import type { components } from './schema.d.ts';

type Schemas = components['schemas'];
const PART_BYTES = 8 * 1024 * 1024;
const PAUSE_MS = 500;

/** A job ended without doing what it was there for; `job` says how. */
export class JobFailed extends Error {
  readonly job: Schemas['Job'];

  constructor(job: Schemas['Job']) {
    super(`The job ${job.id} is ${job.status}. ${job.problem ?? ''}`.trim());
    this.name = 'JobFailed';
    this.job = job;
  }
}

export interface Watch {
  /** Told again and again: how many rows are done, and of about how many. */
  onProgress?: (progress: Schemas['JobProgress']) => void;
  signal?: AbortSignal;
}

export interface ImportOptions extends Watch {
  /** Bytes of a part; 8 MiB if left out. Files up to one part go in one call. */
  partBytes?: number;
}

/**
 * Reads a file into records, and waits for the end. `stated` is what `ImportStart` names: `kind`, `source`, `dry_run`,
 * `mode`, `mapping` and so on. The answer counts the rows: created, updated, unchanged, refused.
 */
export async function importFile(
  api: Api,
  file: Blob,
  stated: Schemas['ImportStart'],
  options: ImportOptions = {},
): Promise<Schemas['Import']> {
  const { partBytes = PART_BYTES, signal } = options;
  if (file.size > partBytes) {
    const staged = await read(api.POST('/api/v1/imports/staged', { body: stated, signal }));
    return resumeImport(api, staged.id, file, options);
  }
  const { mapping, defaults, ...plain } = stated;
  const query = {
    ...plain,
    column: Object.entries(mapping ?? {}).map(([heading, name]) => `${heading}=${name ?? ''}`),
    default: Object.entries(defaults ?? {}).map(([name, value]) => `${name}=${value}`),
  };
  const started = await read(
    api.POST('/api/v1/imports', {
      params: { query: given(query) },
      headers: { 'Content-Type': 'application/octet-stream' },
      body: file as never, // bytes, which the types of OpenAPI call a string
      bodySerializer: (bytes: unknown) => bytes as Blob,
      signal,
    }),
  );
  return finishImport(api, started.id, options);
}

/** Sends what is still missing of a staged import, starts it, and waits for the end. */
export async function resumeImport(
  api: Api,
  importId: string,
  file: Blob,
  options: ImportOptions = {},
): Promise<Schemas['Import']> {
  const { partBytes = PART_BYTES, signal } = options;
  const path = { import_id: importId };
  let record = await read(api.GET('/api/v1/imports/{import_id}', { params: { path }, signal }));
  if (record.job === null) {
    while (record.received_bytes < file.size) {
      const position = record.received_bytes;
      record = await read(
        api.PUT('/api/v1/imports/{import_id}/parts', {
          params: { path, query: { position } },
          headers: { 'Content-Type': 'application/octet-stream' },
          body: file.slice(position, position + partBytes) as never,
          bodySerializer: (bytes: unknown) => bytes as Blob,
          signal,
        }),
      );
    }
    const { data, ifMatch } = await readVersioned(api.GET('/api/v1/imports/{import_id}', { params: { path }, signal }));
    await api.POST('/api/v1/imports/{import_id}/start', {
      params: { path, header: { ...ifMatch, 'Idempotency-Key': importId } },
      body: { dry_run: data.dry_run },
      signal,
    });
  }
  return finishImport(api, importId, options);
}

/** Waits for an import that was started. Throws `JobFailed`. */
export async function finishImport(api: Api, importId: string, options: Watch = {}): Promise<Schemas['Import']> {
  const ask = () => read(api.GET('/api/v1/imports/{import_id}', { params: { path: { import_id: importId } }, ...options }));
  const { job } = await ask();
  if (job === null) throw new Error('This import was not started: resumeImport sends its file.');
  await wait(api, job.id, options);
  return ask();
}

/** Every refused row: number, line, and each issue with its column, value, code, message and fix. */
export function refusedRows(api: Api, importId: string): AsyncGenerator<Schemas['ImportedRow'], void> {
  const path = { import_id: importId };
  return rows((after) =>
    api.GET('/api/v1/imports/{import_id}/rows', { params: { path, query: { outcome: ['error'], limit: 200, after } } }),
  );
}

/** The refused rows in the form in which they came, with what is wrong: to be mended and sent again. */
export async function refusedFile(api: Api, importId: string): Promise<Blob> {
  const { response } = await api.GET('/api/v1/imports/{import_id}/refused', {
    params: { path: { import_id: importId } },
    headers: { Accept: '*/*' },
    parseAs: 'stream',
  });
  return response.blob();
}

/** A job once it has succeeded. Throws `JobFailed` when it ends in another way. */
export async function wait(api: Api, jobId: string, { onProgress, signal }: Watch = {}): Promise<Schemas['Job']> {
  for (;;) {
    const job = await read(api.GET('/api/v1/jobs/{job_id}', { params: { path: { job_id: jobId } }, signal }));
    onProgress?.(job.progress);
    if (job.status === 'succeeded') return job;
    if (job.finished_at !== null) throw new JobFailed(job);
    await sleep(PAUSE_MS, signal);
  }
}

/** Has a list made into a file, waits, and fetches it; a connection that breaks is taken up where it was. */
export async function exportFile(
  api: Api,
  wanted: Schemas['ExportCreate'],
  options: Watch = {},
): Promise<{ record: Schemas['Export']; file: Blob }> {
  const { job, id } = await read(api.POST('/api/v1/exports', { body: wanted, signal: options.signal }));
  await wait(api, job.id, options);
  const record = await read(api.GET('/api/v1/exports/{export_id}', { params: { path: { export_id: id } } }));
  return { record, file: await fetchExport(api, record, options) };
}

async function fetchExport(api: Api, { id, size_bytes, sha256 }: Schemas['Export'], { signal }: Watch): Promise<Blob> {
  const pieces: BlobPart[] = [];
  let size = 0;
  for (let failures = 0; size < (size_bytes ?? 0); ) {
    const { response } = await api.GET('/api/v1/exports/{export_id}/file', {
      params: { path: { export_id: id } },
      headers: { Accept: '*/*', Range: `bytes=${size}-` },
      parseAs: 'stream',
      signal,
    });
    try {
      for await (const piece of response.body ?? []) {
        pieces.push(piece as Uint8Array<ArrayBuffer>);
        size += piece.byteLength;
        failures = 0;
      }
    } catch (error) {
      failures += 1;
      if (error instanceof ProblemError || signal?.aborted || failures > 5) throw error;
      await sleep(PAUSE_MS, signal);
    }
  }
  const file = new Blob(pieces);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()));
  if ([...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('') !== sha256) {
    throw new Error('What arrived is not the file that was made. Fetch it again.');
  }
  return file;
}

/** Without what is null or left out: parameters have no word for it. */
function given<T extends object>(query: T): { [K in keyof T]: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value != null)) as never;
}
