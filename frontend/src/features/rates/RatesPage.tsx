import { useNavigate } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useCan } from '@/shared/access';
import { useTab } from '@/shared/listing';
import { Button, Card, PageHeader, Segmented, Skeleton } from '@/shared/ui';

const RateDialog = lazy(() => import('./RateDialog'));
const PANELS = {
  places: lazy(() => import('./PerDiemRates')),
  meals: lazy(() => import('./MealRates')),
  exchange: lazy(() => import('./ExchangeRates')),
  tables: lazy(() => import('./NewTables')),
};

const TABS = ['places', 'meals', 'exchange', 'tables'] as const;

/** What claims are checked against, as dated data. */
export function RatesPage() {
  const [tab] = useTab(TABS);
  const navigate = useNavigate();
  const adds = useCan()('rates:add');
  const [adding, setAdding] = useState(false);
  const Panel = PANELS[tab];
  return (
    <>
      <PageHeader
        title="Rates"
        subtitle="What is paid on a day: per diem, meals, mileage, interest and exchange. Claims are checked against these."
        actions={
          <>
            <Segmented
              label="Rates of"
              value={tab}
              tabs={[
                { value: 'places', label: 'Places' },
                { value: 'meals', label: 'Meals' },
                { value: 'exchange', label: 'Exchange' },
                { value: 'tables', label: 'New tables' },
              ]}
              // Filters and pages of one table mean nothing in another.
              onChange={(next) => void navigate({ to: '/rates', search: (next === TABS[0] ? {} : { tab: next }) as never })}
            />
            {adds ? (
              <Button variant="primary" icon={Plus} onClick={() => setAdding(true)}>
                Add a rate
              </Button>
            ) : null}
          </>
        }
      />
      <Suspense
        fallback={
          <Card>
            <Skeleton height={480} />
          </Card>
        }
      >
        <Panel />
      </Suspense>
      {adding ? (
        <Suspense>
          <RateDialog onClose={() => setAdding(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
