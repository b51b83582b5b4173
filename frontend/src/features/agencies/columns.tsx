import { formatCount, formatDate } from '@/shared/format';
import { agencyKind } from '@/shared/labels/agencies';
import { columnsOf, Pill, RowLink, StatusPill, Tags, TwoLines } from '@/shared/ui';
import type { AgencyRow } from './queries';

const column = columnsOf<AgencyRow>();

export const agencyColumns = column.columns([
  column.accessor('legal_name', {
    header: 'Agency',
    cell: ({ row: { original } }) => (
      <TwoLines under={[original.city, original.state].filter(Boolean).join(', ')}>
        <RowLink to="/agencies/$id" params={{ id: original.id }}>
          {original.legal_name}
        </RowLink>
      </TwoLines>
    ),
    meta: { sort: 'legal_name', card: 'title', width: '30%', hideable: false },
  }),
  column.accessor('kind', {
    header: 'Type',
    cell: ({ getValue }) => agencyKind(getValue()),
    meta: { sort: 'kind', card: 'subtitle' },
  }),
  column.accessor('status', {
    header: 'Standing',
    cell: ({ getValue, row }) =>
      row.original.archived ? <Pill>Archived</Pill> : <StatusPill kind="agency" status={getValue()} />,
  }),
  column.accessor('mou_status', {
    header: 'Agreement',
    cell: ({ getValue }) => {
      const status = getValue();
      return status ? <StatusPill kind="mou" status={status} /> : <span className="muted">No MOU</span>;
    },
  }),
  column.accessor('mou_ends_on', {
    header: 'Expires',
    cell: ({ getValue }) => (getValue() ? <span className="num">{formatDate(getValue())}</span> : null),
    meta: { sort: 'mou_ends_on' },
  }),
  column.accessor('expertise', {
    header: 'Expertise',
    cell: ({ getValue }) => (getValue().length > 0 ? <Tags items={getValue()} max={2} /> : null),
  }),
  column.accessor('sworn_officers', {
    header: 'Sworn',
    cell: ({ getValue }) => (getValue() === null ? null : formatCount(getValue())),
    meta: { sort: 'sworn_officers', align: 'end', card: 'hidden' },
  }),
]);

/** Columns that the reader may leave out. */
export const OPTIONAL_COLUMNS = [
  { id: 'kind', label: 'Type' },
  { id: 'status', label: 'Standing' },
  { id: 'mou_ends_on', label: 'Expires' },
  { id: 'expertise', label: 'Expertise' },
  { id: 'sworn_officers', label: 'Sworn' },
];
