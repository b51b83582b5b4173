import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Scale } from 'lucide-react';
import { fiscalYearName, formatCount, yearChoices, yearOf } from '@/shared/format';
import { useList } from '@/shared/listing';
import { Card, columnsOf, DataTable, EmptyState, FigureCard, layout, PageHeader, Segmented, Skeleton, type Figure } from '@/shared/ui';
import { fairness, type Band } from './queries';

const BANDS = [
  { value: '0', label: 'Equal scores' },
  { value: '5', label: '5 points' },
  { value: '10', label: '10 points' },
];
const QUARTERS = ['1', '2', '3', '4'].map((value) => ({ value, label: `Q${value}` }));
const DEFAULT_BAND = 5;

type Counts = Band['others'];

const share = (part: number, whole: number): string => (whole === 0 ? 'None eligible' : `${formatCount(part)} of ${formatCount(whole)}`);
const offers = ({ accepted, offered }: Counts): string => (offered === 0 ? 'No offers' : `${formatCount(accepted)} of ${formatCount(offered)}`);

const column = columnsOf<Band>();
const columns = column.columns([
  column.accessor('score', { header: 'Score from', meta: { card: 'title' } }),
  column.display({
    id: 'declined',
    header: 'Asked: had declined',
    cell: ({ row: { original } }) => share(original.declined_before.asked, original.declined_before.eligible),
    meta: { align: 'end', cardLabel: true },
  }),
  column.display({
    id: 'others',
    header: 'Asked: others',
    cell: ({ row: { original } }) => share(original.others.asked, original.others.eligible),
    meta: { align: 'end', cardLabel: true },
  }),
  column.display({
    id: 'declinedOffers',
    header: 'Accepted: had declined',
    cell: ({ row: { original } }) => offers(original.declined_before),
    meta: { align: 'end', cardLabel: true },
  }),
  column.display({
    id: 'otherOffers',
    header: 'Accepted: others',
    cell: ({ row: { original } }) => offers(original.others),
    meta: { align: 'end', cardLabel: true },
  }),
]);

/** `-0.0125` in words. */
export function inWords(difference: string | null): { value: string; note: string } {
  if (difference === null) return { value: '–', note: 'No band has both kinds' };
  const points = Math.abs(Number(difference) * 100).toFixed(1);
  if (Number(points) === 0) return { value: '0.0 points', note: 'As often as others' };
  return { value: `${points} points`, note: Number(difference) < 0 ? 'Less often than others' : 'More often than others' };
}

function useView() {
  const search = useSearch({ strict: false }) as { fiscal_year?: unknown; quarter?: unknown; band?: unknown };
  const navigate = useNavigate();
  const quarter = QUARTERS.find(({ value }) => value === String(search.quarter))?.value;
  return {
    year: yearOf(search.fiscal_year),
    quarter: quarter === undefined ? undefined : Number(quarter),
    band: Number(BANDS.find(({ value }) => value === String(search.band))?.value ?? DEFAULT_BAND),
    set: (change: { fiscal_year?: number; quarter?: number; band?: number }) =>
      void navigate({ to: '.', search: ((before: object) => ({ ...before, ...change })) as never, resetScroll: false }),
  };
}

function figure(label: string, difference: string | null | undefined): Figure {
  const words = difference === undefined ? undefined : inWords(difference);
  return { label, value: words?.value ?? <Skeleton width={120} height={34} />, note: words?.note };
}

/** For auditors: a no must never cost an agency anything, so those who said no must be chosen as often as others. */
export function FairnessPage() {
  const view = useView();
  const options = fairness(view.year, view.quarter, view.band);
  const result = useList(options);
  const { data: report } = useQuery({ ...options, placeholderData: keepPreviousData });
  return (
    <>
      <PageHeader
        title="Fairness"
        subtitle="Agencies that had declined before, beside others of equal score: how often each were asked, and how often their offers were accepted."
        actions={
          report ? (
            <>
              <Segmented
                label="Fiscal year"
                value={String(report.fiscal_year)}
                tabs={yearChoices(report.fiscal_year, report.fiscal_year).map((value) => ({ value: String(value), label: fiscalYearName(value) }))}
                onChange={(next) => view.set({ fiscal_year: Number(next), quarter: report.quarter })}
              />
              <Segmented
                label="Quarter"
                value={String(report.quarter)}
                tabs={QUARTERS}
                onChange={(next) => view.set({ fiscal_year: report.fiscal_year, quarter: Number(next) })}
              />
            </>
          ) : undefined
        }
      />
      <div className={layout.stack}>
      {result.error ? null : (
        <FigureCard
          label="Difference at equal score"
          figures={[figure('Asked, had declined against others', report?.asked_difference), figure('Accepted, had declined against others', report?.accepted_difference)]}
        />
      )}
      <Card
        title="By score"
        subtitle="Requests whose first question went out in the quarter, with the ranking that staff had before them"
        actions={<Segmented label="Width of a band" value={String(view.band)} tabs={BANDS} onChange={(next) => view.set({ band: Number(next) })} />}
        body="flush"
      >
        <DataTable
          caption="Agencies asked and accepted, by score"
          columns={columns}
          result={result}
          rowId={(row) => row.score}
          empty={
            <EmptyState icon={Scale} title="Nobody was asked in this quarter">
              Choose another quarter: the comparison begins with the first question about a request.
            </EmptyState>
          }
        />
      </Card>
      </div>
    </>
  );
}
