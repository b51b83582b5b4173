import { queryOptions, useQuery } from '@tanstack/react-query';
import { Info } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { api, read } from '@/shared/api';
import { cx } from '@/shared/ui/cx';
import styles from './Shell.module.css';

// Only official deployments load it.
const OfficialBanner = lazy(() => import('./OfficialBanner'));

/** A setting of the deployment, readable before anybody has signed in. */
const siteQuery = queryOptions({
  queryKey: ['site'],
  queryFn: () => read(api.GET('/api/v1/site')),
  staleTime: Number.POSITIVE_INFINITY,
});

/** Whose site this is, said plainly on every page. */
export function Banner() {
  const site = useQuery(siteQuery);
  // Until it is known, an empty strip of the same height: nothing false is said and nothing jumps.
  const strip = <div className={styles.banner} data-print="hide" />;
  if (site.isPending) return strip;
  if (site.data?.official) {
    return (
      <Suspense fallback={strip}>
        <OfficialBanner />
      </Suspense>
    );
  }
  return (
    <section className={cx(styles.banner, styles.plain)} aria-label="About this site" data-print="hide">
      <Info size={14} aria-hidden />
      <span>This is not an official U.S. government website.</span>
    </section>
  );
}
