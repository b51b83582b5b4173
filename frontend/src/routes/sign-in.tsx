import { createFileRoute } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { SignInRoute } from '@/features/session/SignInPage';

// Only a path of this site: `//elsewhere` and `https:` would lead away after signing in.
const search = z.object({ return: z.catch(z.optional(z.string().check(z.regex(/^\/(?![/\\])/))), undefined) });

export const Route = createFileRoute('/sign-in')({
  validateSearch: (input: Record<string, unknown>): { return?: string } => search.parse(input),
  component: SignInRoute,
});
