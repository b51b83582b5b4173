import { useSearch } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useCan } from '@/shared/access';
import { layout, NavTabs, PageHeader, Skeleton } from '@/shared/ui';

const Runs = lazy(() => import('./Runs'));
const ToPay = lazy(() => import('./ToPay'));

/** Certified claims handed to the Treasury together, and what it answered. */
export function RunList() {
  const can = useCan();
  const { view } = useSearch({ strict: false }) as { view?: string };
  const makes = can('payment_runs:manage');
  const View = view === 'to-pay' && makes ? ToPay : Runs;
  return (
    <>
      <PageHeader title="Payment runs" subtitle="Certified claims handed to the Treasury together, and what it answered." />
      {makes ? (
        <div className={layout.views}>
          <NavTabs
            label="Runs and what is to be paid"
            tabs={[
              { label: 'Runs', to: '/payment-runs', search: {} },
              { label: 'To pay', to: '/payment-runs', search: { view: 'to-pay' } },
            ]}
          />
        </div>
      ) : null}
      <Suspense fallback={<Skeleton height={420} />}>
        <View />
      </Suspense>
    </>
  );
}
