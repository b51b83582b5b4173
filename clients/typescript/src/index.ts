export { byIds, connect, read, readVersioned, rows } from './client.ts';
export type { Answer, Api, Media, Options } from './client.ts';
export { follow, position } from './feed.ts';
export type { Changes, Follow } from './feed.ts';
export { ProblemError } from './problem.ts';
export type { components, operations, paths } from './schema.d.ts';
export { exportFile, finishImport, importFile, JobFailed, refusedFile, refusedRows, resumeImport, wait } from './transfers.ts';
export type { ImportOptions, Watch } from './transfers.ts';
export { NotGenuine, verify } from './webhooks.ts';
