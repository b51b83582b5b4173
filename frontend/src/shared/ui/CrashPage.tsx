import type { ErrorComponentProps } from '@tanstack/react-router';
import { useRouter } from '@tanstack/react-router';
import { usePageTitle } from './pageTitle';
import { ErrorState } from './States';

/** The error boundary of a page: what happened, and trying again runs the loader again. */
export function CrashPage({ error, reset }: ErrorComponentProps) {
  usePageTitle('Something failed');
  const router = useRouter();
  return (
    <>
      <h1 className="sr-only" tabIndex={-1} data-page-heading>
        Something failed
      </h1>
      <ErrorState
        error={error}
        onRetry={() => {
          reset();
          void router.invalidate();
        }}
      />
    </>
  );
}
