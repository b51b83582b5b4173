import { createFileRoute } from '@tanstack/react-router';
import { SignInRoute } from '@/features/session/SignInPage';

// Only a path of this site: `//elsewhere` and `https:` would lead away after signing in.
const OWN_PATH = /^\/(?![/\\])/;

export const Route = createFileRoute('/sign-in')({
  validateSearch: ({ return: wanted }: Record<string, unknown>): { return?: string } =>
    typeof wanted === 'string' && OWN_PATH.test(wanted) ? { return: wanted } : {},
  component: SignInRoute,
});
