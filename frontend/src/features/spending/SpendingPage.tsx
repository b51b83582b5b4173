import { useSearch } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { layout, NavTabs, PageHeader, Skeleton } from '@/shared/ui';

const Reimbursed = lazy(() => import('./Reimbursed'));
const Estimates = lazy(() => import('./Estimates'));
const TimeToPay = lazy(() => import('./TimeToPay'));
const Ageing = lazy(() => import('./Ageing'));

const VIEWS = [
  { view: 'reimbursed', label: 'Reimbursed', of: Reimbursed },
  { view: 'estimates', label: 'Estimate and actual', of: Estimates },
  { view: 'time-to-pay', label: 'Time to pay', of: TimeToPay },
  { view: 'ageing', label: 'Ageing', of: Ageing },
] as const;

/** What the programme paid, against what it meant to pay, and how fast. Every figure leads to its rows. */
export function SpendingPage() {
  const search = useSearch({ strict: false }) as { view?: string };
  const { of: View } = VIEWS.find(({ view }) => view === search.view) ?? VIEWS[0];
  return (
    <>
      <PageHeader title="Spending" subtitle="What was reimbursed, what it was estimated at, and how long agencies waited." />
      <div className={layout.views}>
        <NavTabs label="Reports of spending" tabs={VIEWS.map(({ view, label }) => ({ label, to: '/spending', search: view === 'reimbursed' ? {} : { view } }))} />
      </div>
      <Suspense fallback={<Skeleton height={420} />}>
        <View />
      </Suspense>
    </>
  );
}
