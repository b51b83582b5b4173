import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { ChartColumn } from 'lucide-react';
import { fiscalYearName, formatCount, humanize, plural, yearChoices, yearOf } from '@/shared/format';
import { Card, columnsOf, DataTable, EmptyState, FigureCard, layout, PageHeader, Segmented, Skeleton } from '@/shared/ui';
import { results, type ResultGroup, type Results, type ResultsBy } from './queries';

const CUTS: { value: ResultsBy; label: string }[] = [
  { value: 'country', label: 'Country' },
  { value: 'sex', label: 'Sex' },
  { value: 'rank', label: 'Rank' },
  { value: 'course', label: 'Course' },
];

const percent = (value: string | null) => (value === null ? '—' : `${Number(value)}%`);
const points = (value: string | null) => (value === null ? '—' : `${Number(value) > 0 ? '+' : ''}${Number(value)}`);
const stars = (value: string | null) => (value === null ? '—' : String(Number(value)));

function nameOf({ name, rest }: ResultGroup, by: ResultsBy, least: number): string {
  if (rest) return `Others, put together: some had fewer than ${least}`;
  if (name === null) return 'Not recorded';
  return by === 'sex' ? humanize(name) : name;
}

const column = columnsOf<ResultGroup>();
const columnsBy = (by: ResultsBy, least: number) =>
  column.columns([
    column.display({
      id: 'name',
      header: CUTS.find(({ value }) => value === by)?.label ?? '',
      cell: ({ row: { original } }) => nameOf(original, by, least),
      meta: { card: 'title', width: '40%' },
    }),
    column.accessor('people', { header: 'People', cell: ({ getValue }) => formatCount(getValue()), meta: { align: 'end', cardLabel: true } }),
    column.accessor('completion_percent', { header: 'Came every day', cell: ({ getValue }) => percent(getValue()), meta: { align: 'end', cardLabel: true } }),
    column.accessor('mean_gain', { header: 'Gain', cell: ({ getValue }) => points(getValue()), meta: { align: 'end', cardLabel: true } }),
    column.accessor('mean_satisfaction', { header: 'Satisfaction', cell: ({ getValue }) => stars(getValue()), meta: { align: 'end', cardLabel: true } }),
  ]);

function useView() {
  const search = useSearch({ strict: false }) as { fiscal_year?: unknown; by?: unknown };
  const navigate = useNavigate();
  return {
    year: yearOf(search.fiscal_year),
    by: CUTS.find(({ value }) => value === search.by)?.value ?? 'country',
    set: (change: { fiscal_year?: number; by?: string }) =>
      void navigate({ to: '.', search: ((before: object) => ({ ...before, ...change })) as never, resetScroll: false }),
  };
}

function Figures({ report }: { report: Results | undefined }) {
  const waiting = <Skeleton width={90} height={34} />;
  const reports = report?.after_action;
  return (
    <FigureCard
      label="Results in figures"
      figures={[
        { label: 'People trained', value: report ? formatCount(report.total.people) : waiting, note: report ? `in ${plural(report.activities, 'activity', 'activities')}` : undefined },
        { label: 'Came every day', value: report ? percent(report.total.completion_percent) : waiting, note: 'of those on a list' },
        { label: 'Gain', value: report ? points(report.total.mean_gain) : waiting, note: 'points of 100, on average' },
        { label: 'Satisfaction', value: report ? stars(report.total.mean_satisfaction) : waiting, note: 'of 5, on average' },
        {
          label: 'Reports in time',
          value: reports ? `${formatCount(reports.on_time)} of ${formatCount(reports.on_time + reports.late + reports.open)}` : waiting,
          note: reports ? `within ${reports.within_days} days` : undefined,
        },
      ]}
    />
  );
}

/** What training achieved in a year. Small groups are put together, so that nobody can be told. */
export function ResultsPage() {
  const view = useView();
  const options = results(view.year, view.by);
  const { data: report, error, isPending, isPlaceholderData, refetch } = useQuery({ ...options, placeholderData: keepPreviousData });
  const least = report?.smallest_cell ?? 5;
  const cut = CUTS.find(({ value }) => value === view.by);
  return (
    <>
      <PageHeader
        title="Results"
        subtitle="People trained in completed activities, and what they learned."
        actions={
          report ? (
            <Segmented
              label="Fiscal year"
              value={String(report.fiscal_year)}
              tabs={yearChoices(report.fiscal_year, report.fiscal_year).map((value) => ({ value: String(value), label: fiscalYearName(value) }))}
              onChange={(next) => view.set({ fiscal_year: Number(next) })}
            />
          ) : undefined
        }
      />
      <div className={layout.stack}>
        {error ? null : <Figures report={report} />}
        <Card
          title={`By ${cut?.label.toLowerCase()}`}
          subtitle={`Groups of fewer than ${least} people are put together; no difference of two figures tells of fewer either`}
          actions={<Segmented label="Grouped by" value={view.by} tabs={CUTS} onChange={(by) => view.set({ by })} />}
          body="flush"
        >
          <DataTable
            caption="Results by group"
            columns={columnsBy(view.by, least)}
            result={{ page: report && { items: report.groups }, error, loading: isPending, stale: isPlaceholderData, retry: () => void refetch() }}
            rowId={(row) => `${row.code}${row.name}${row.rest}${row.people}`}
            empty={
              <EmptyState icon={ChartColumn} title="Nothing that can be told of this year">
                Results come with the attendance of completed activities, of {least} people or more.
              </EmptyState>
            }
          />
        </Card>
      </div>
    </>
  );
}
