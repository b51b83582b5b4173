import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { lazy, StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { createQueryClient } from '@/shared/api';
import { rememberSignedIn } from '@/shared/access';
import { reloadOnceOnMissingChunk } from './chunks';
import { makeRouter } from './router';

// Nothing to say before the first page is there.
const Toaster = lazy(() => import('@/shared/ui/Toaster'));

reloadOnceOnMissingChunk();

const queryClient = createQueryClient(() => {
  const { pathname, href } = router.state.location;
  rememberSignedIn(false);
  if (pathname === '/sign-in') return;
  queryClient.clear();
  void router.navigate({ to: '/sign-in', search: { return: href }, replace: true });
});
const router = makeRouter(queryClient);

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
      <Suspense>
        <Toaster />
      </Suspense>
    </QueryClientProvider>
  </StrictMode>,
);
