import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createMemoryHistory, createRootRoute, createRoute, createRouter, Outlet, RouterProvider } from '@tanstack/react-router';
import { createRoot } from 'react-dom/client';
import { parseSearch, stringifySearch, validateListing } from '@/shared/listing';
import Toaster from '@/shared/ui/Toaster';
import { Forms } from './Forms';
import { listing, ListExample } from './ListExample';
import { Overview } from './Overview';
import { RecordExample } from './RecordExample';
import styles from './gallery.module.css';

/** Only under `npm run dev`, at /gallery.html#overview, #list, #record and #forms. No part of the build. */
const PAGES: Record<string, () => React.ReactNode> = {
  overview: Overview,
  list: ListExample,
  record: RecordExample,
  forms: Forms,
};
const Page = PAGES[location.hash.slice(1)] ?? Overview;
globalThis.addEventListener('hashchange', () => location.reload());

const root = createRootRoute({ component: Outlet });
const page = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: Page,
  validateSearch: validateListing(listing),
});
const other = createRoute({ getParentRoute: () => root, path: '$', component: Page });
const router = createRouter({
  routeTree: root.addChildren([page, other]),
  history: createMemoryHistory({ initialEntries: ['/'] }),
  parseSearch,
  stringifySearch,
});

const element = document.getElementById('root');
if (element) {
  createRoot(element).render(
    <QueryClientProvider client={new QueryClient()}>
      <main className={styles.page}>
        <RouterProvider router={router as never} />
      </main>
      <Toaster />
    </QueryClientProvider>,
  );
}
