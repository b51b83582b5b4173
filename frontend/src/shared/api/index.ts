export { api, ifMatch, newIdempotencyKey, read, readPage, readVersioned, type Versioned } from './client';
export { setCsrfToken } from './csrf';
export { explain, ProblemError, type FieldProblem } from './problem';
export { createQueryClient } from './queryClient';
export { readAll } from './readAll';
