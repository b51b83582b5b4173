import { MapPinOff } from 'lucide-react';
import { ButtonLink } from './Button';
import { usePageTitle } from './pageTitle';
import { EmptyState } from './States';

/** An address nobody has a page for, or a record that is not there or not yours: the same words. */
export function NotFoundPage() {
  usePageTitle('Page not found');
  return (
    <>
      <h1 className="sr-only" tabIndex={-1} data-page-heading>
        Page not found
      </h1>
      <EmptyState
        icon={MapPinOff}
        title="There is no page at this address"
        action={
          <ButtonLink to="/" variant="primary">
            Go to the overview
          </ButtonLink>
        }
      >
        Check the address, or start from the overview. A record may have been removed or belong to someone else.
      </EmptyState>
    </>
  );
}
