import { formatCount, formatDate, formatDateRange, formatMoney, formatWindow } from '@/shared/format';
import { modality } from '@/shared/labels';
import { columnsOf, RowLink, StatusPill, TwoLines } from '@/shared/ui';
import type { Activity, ActivityRow } from './queries';

type Dated = Pick<Activity | ActivityRow, 'starts_on' | 'ends_on' | 'date_precision'>;

/** The days as far as they are known: some sources give a month or a year only. */
export function activityDates({ starts_on: from, ends_on: to, date_precision: precision }: Dated): string {
  if (!from || precision === 'unknown') return 'Not dated';
  if (precision === 'year') return from.slice(0, 4);
  if (precision === 'month') {
    return new Intl.DateTimeFormat('en-US', { year: 'numeric', month: 'short', timeZone: 'UTC' }).format(new Date(`${from}T00:00:00Z`));
  }
  return to ? formatDateRange(from, to) : formatDate(from);
}

const column = columnsOf<ActivityRow>();

export const activityColumns = column.columns([
  column.accessor('title', {
    header: 'Activity',
    cell: ({ row: { original } }) => (
      <TwoLines
        under={
          <>
            <span className="num">{original.reference}</span> · {modality(original.modality)}
          </>
        }
      >
        <RowLink to="/activities/$id" params={{ id: original.id }}>
          {original.title}
        </RowLink>
      </TwoLines>
    ),
    meta: { sort: 'title', card: 'title', width: '32%', hideable: false },
  }),
  column.accessor('agency', { header: 'Agency', cell: ({ getValue }) => getValue().name, meta: { card: 'subtitle', width: '20%' } }),
  column.accessor('country', { header: 'Country', cell: ({ getValue }) => getValue()?.name ?? '—' }),
  column.accessor('starts_on', {
    header: 'Dates',
    cell: ({ row: { original } }) => (
      <TwoLines
        under={
          original.date_precision === 'day' && original.starts_on && original.ends_on ? formatWindow(original.starts_on, original.ends_on) : undefined
        }
      >
        <span className="num">{activityDates(original)}</span>
      </TwoLines>
    ),
    meta: { sort: 'starts_on' },
  }),
  column.accessor('estimate', {
    header: 'Estimate',
    cell: ({ row: { original } }) => (
      <TwoLines under={original.participants_reported === null ? undefined : `${formatCount(original.participants_reported)} trained`}>
        <span className="num">{formatMoney(original.estimate)}</span>
      </TwoLines>
    ),
    meta: { align: 'end', card: 'hidden' },
  }),
  column.accessor('status', {
    header: 'Status',
    cell: ({ getValue }) => <StatusPill kind="activity" status={getValue()} />,
    meta: { sort: 'status', width: '1%' },
  }),
]);
