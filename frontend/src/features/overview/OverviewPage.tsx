import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useCan, useMe } from '@/shared/access';
import { fiscalYearName, yearChoices, yearOf } from '@/shared/format';
import { Card, ErrorState, layout, PageHeader, Segmented, Skeleton } from '@/shared/ui';
import { cx } from '@/shared/ui/cx';
import { Figures } from './Figures';
import { overviewFigures, waitingWork } from './queries';

// Each waits for an answer of the server anyway: its code comes meanwhile.
const Queues = lazy(() => import('./Queues'));
const WorkQueue = lazy(() => import('./WorkQueue'));
const CountriesCard = lazy(() => import('./CountriesCard'));
const PaidCard = lazy(() => import('./PaidCard'));
const NextActivities = lazy(() => import('./NextActivities'));

function Waiting({ title, className, height = 300 }: { title: string; className: string | undefined; height?: number }) {
  return (
    <Card title={title} className={className}>
      <Skeleton width="100%" height={height} />
    </Card>
  );
}

function Ahead() {
  return (
    <Suspense fallback={<Waiting title="Next activities" className={layout.span5} />}>
      <NextActivities className={layout.span5} />
    </Suspense>
  );
}

/** What an agency is asked and may answer: stands first for those who answer. */
const ASKED_KINDS: readonly string[] = ['answer_outreach', 'make_offer'];

/** What is shown, kept in the address: the fiscal year and the measure of the map. */
function useView() {
  const search = useSearch({ strict: false }) as { fiscal_year?: unknown; map?: unknown };
  const navigate = useNavigate();
  return {
    year: yearOf(search.fiscal_year),
    measure: typeof search.map === 'string' ? search.map : undefined,
    set: (change: { fiscal_year?: number | undefined; map?: string | undefined }) =>
      void navigate({ to: '.', search: ((before: object) => ({ ...before, ...change })) as never, resetScroll: false }),
  };
}

/** The first page after signing in: how the year stands, and what waits for this person. */
export function OverviewPage() {
  const can = useCan();
  const me = useMe();
  // Who comes for one agency, one post or themselves comes to do something: that stands before the figures.
  const partner = Boolean(me.agency ?? me.officer ?? me.post);
  const view = useView();
  const present = useQuery(overviewFigures(undefined));
  const figures = useQuery(overviewFigures(view.year));
  const waiting = useQuery(waitingWork);
  const overview = figures.data;
  const year = overview?.fiscal_year;
  const presentYear = present.data?.fiscal_year;
  const yearName = year === undefined ? 'This fiscal year' : `Fiscal year ${year}`;
  const items = waiting.data?.items;
  const answers = can('outreach:answer');
  const asked = answers ? items?.filter(({ kind }) => ASKED_KINDS.includes(kind)) : undefined;
  const others = answers ? items?.filter(({ kind }) => !ASKED_KINDS.includes(kind)) : items;
  const queuesFirst = can('claims:finance_review') || can('claims:certify');
  const queue = {
    error: waiting.error,
    onRetry: () => void waiting.refetch(),
  };

  const attention = (className: string | undefined, height: number) => (
    <Suspense fallback={<Waiting title="Needs your attention" className={className} height={height} />}>
      <WorkQueue className={className} title="Needs your attention" items={others} {...queue} />
    </Suspense>
  );
  const map = (className: string | undefined) => (
    <Suspense fallback={<Waiting title="Where partners work" className={className} height={508} />}>
      <CountriesCard className={className} year={view.year} yearName={yearName} measure={view.measure} onMeasure={(measure) => view.set({ map: measure })} />
    </Suspense>
  );
  const paid = (className: string | undefined) => (
    <Suspense fallback={<Waiting title="Paid by month" className={className} />}>
      <PaidCard className={className} overview={overview} yearName={yearName} present={year === presentYear} />
    </Suspense>
  );

  return (
    <>
      <PageHeader
        title="Partnerships overview"
        subtitle={year === undefined ? 'Fiscal year' : `${yearName}, October ${year - 1} to September ${year}`}
        actions={
          presentYear !== undefined && year !== undefined ? (
            <Segmented
              label="Fiscal year"
              value={String(view.year ?? presentYear)}
              tabs={yearChoices(presentYear, view.year ?? presentYear).map((value) => ({ value: String(value), label: fiscalYearName(value) }))}
              onChange={(next) => view.set({ fiscal_year: Number(next) === presentYear ? undefined : Number(next) })}
            />
          ) : undefined
        }
      />
      <div className={layout.stack}>
        {asked && asked.length > 0 ? (
          <Suspense fallback={<Waiting title="Asked of you" className={undefined} height={64} />}>
            <WorkQueue title="Asked of you" items={asked} {...queue} />
          </Suspense>
        ) : null}
        {partner ? (
          <div className={cx(layout.grid, layout.equal)}>
            {attention(layout.span7, 300)}
            <Ahead />
          </div>
        ) : null}
        {queuesFirst && items ? (
          <Suspense fallback={<Skeleton width="100%" height={96} />}>
            <Queues items={items} />
          </Suspense>
        ) : null}
        {figures.error ? (
          <Card>
            <ErrorState error={figures.error} onRetry={() => void figures.refetch()} />
          </Card>
        ) : (
          <Figures overview={overview} year={year} />
        )}
        {partner ? null : (
          <div className={cx(layout.grid, layout.equal)}>
            {map(layout.span8)}
            {attention(layout.span4, 508)}
          </div>
        )}
        <div className={cx(layout.grid, layout.equal)}>
          {partner ? map(layout.span7) : null}
          {paid(partner ? layout.span5 : layout.span7)}
          {partner ? null : <Ahead />}
        </div>
      </div>
    </>
  );
}
