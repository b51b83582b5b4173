import type { FieldValues, Path, UseFormSetError } from 'react-hook-form';
import { ProblemError } from '@/shared/api';

/** RFC 6901 pointer → form path: `/lines/0/amount` → `lines.0.amount`. */
export function pointerToPath(pointer: string): string {
  const parts = pointer
    .replace(/^#?\//, '')
    .split('/')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  return parts.join('.');
}

/**
 * Puts the server's field messages beside their fields and focuses the first. What belongs to no field of this form is
 * returned, to be shown above it. `aliases` gives the form's name for one of the wire.
 */
export function applyProblem<T extends FieldValues>(
  error: unknown,
  setError: UseFormSetError<T>,
  fields: readonly string[],
  aliases: Readonly<Record<string, string>> = {},
): string | undefined {
  if (!(error instanceof ProblemError)) return 'The form could not be sent. Try again.';
  const elsewhere: string[] = [];
  let focus = true;
  for (const { pointer, parameter, message } of error.errors) {
    const named = pointer ? pointerToPath(pointer) : (parameter ?? '');
    const path = aliases[named] ?? named;
    if (fields.some((field) => path === field || path.startsWith(`${field}.`))) {
      setError(path as Path<T>, { type: 'server', message }, { shouldFocus: focus });
      focus = false;
    } else {
      elsewhere.push(message);
    }
  }
  if (elsewhere.length > 0) return elsewhere.join(' ');
  return error.errors.length > 0 ? undefined : (error.detail ?? error.title);
}
