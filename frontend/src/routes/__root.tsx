import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext } from '@tanstack/react-router';
import { Bare, Root } from '@/app/shell/Root';
import { CrashPage } from '@/shared/ui/CrashPage';
import { NotFoundPage } from '@/shared/ui/NotFoundPage';

export const Route = createRootRouteWithContext<{ queryClient: QueryClient }>()({
  component: Root,
  notFoundComponent: () => (
    <Bare>
      <NotFoundPage />
    </Bare>
  ),
  errorComponent: (props) => (
    <Bare>
      <CrashPage {...props} />
    </Bare>
  ),
});
