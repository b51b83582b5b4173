import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  Outlet,
  RouterProvider,
} from '@tanstack/react-router';
import { render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { parseSearch, stringifySearch } from '@/shared/listing';
import Toaster from '@/shared/ui/Toaster';

interface RenderOptions {
  /** Address to start at. */
  at?: string;
  /** The page's own path, when it has parameters: `/agencies/$id`. */
  path?: string;
  validateSearch?: (search: Record<string, unknown>) => Record<string, unknown>;
}

/**
 * Renders one component as a page: with a query client that does not retry and a router in memory, in which every other
 * address is an empty page, so that links work and `router.state.location` can be read.
 */
export async function renderPage(Page: () => ReactNode, { at = '/', path, validateSearch }: RenderOptions = {}) {
  const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false }, mutations: { retry: false } } });
  const root = createRootRoute({ component: Outlet });
  const page = createRoute({
    getParentRoute: () => root,
    path: path ?? new URL(at, 'http://x').pathname,
    component: Page,
    validateSearch,
  });
  const other = createRoute({ getParentRoute: () => root, path: '$', component: () => null });
  const router = createRouter({
    routeTree: root.addChildren([page, other]),
    history: createMemoryHistory({ initialEntries: [at] }),
    parseSearch,
    stringifySearch,
  });
  await router.load();
  const user = userEvent.setup();
  const view = render(
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router as never} />
      <Toaster />
    </QueryClientProvider>,
  );
  return { ...view, user, router, queryClient };
}
