import { formatDate, formatRelativeDays } from '@/shared/format';
import { columnsOf, RowLink, StatusPill, Tags, TwoLines } from '@/shared/ui';
import type { MouRow } from './queries';
import { shownStatus } from './term';

const column = columnsOf<MouRow>();

export const mouColumns = column.columns([
  column.accessor('agency', {
    header: 'Agency',
    cell: ({ row: { original } }) => (
      <TwoLines under={<span className="num">{original.number}</span>}>
        <RowLink to="/mous/$id" params={{ id: original.id }}>
          {original.agency.name}
        </RowLink>
      </TwoLines>
    ),
    meta: { sort: 'agency', card: 'title', width: '36%', hideable: false },
  }),
  column.accessor('status', {
    header: 'Standing',
    cell: ({ row: { original } }) => <StatusPill kind="mou" status={shownStatus(original)} />,
    meta: { sort: 'status' },
  }),
  column.display({
    id: 'scope',
    header: 'Covers',
    cell: ({ row: { original } }) => {
      const places = [...original.scope_bureaus, ...original.scope_countries];
      const count = original.scope_expertise.length;
      return (
        <TwoLines under={count > 0 ? `${count} areas of expertise` : 'all expertise'}>
          {places.length > 0 ? <Tags items={places} max={3} /> : 'All countries'}
        </TwoLines>
      );
    },
    meta: { card: 'hidden' },
  }),
  column.accessor('effective_on', {
    header: 'In force from',
    cell: ({ getValue }) => formatDate(getValue()),
    meta: { sort: 'effective_on', card: 'hidden' },
  }),
  column.accessor('last_on', {
    header: 'Ends',
    cell: ({ row: { original }, getValue }) => {
      const ends = getValue();
      const why = original.status === 'terminating' && ends !== original.ends_on ? 'by notice, ' : '';
      return ends ? <TwoLines under={`${why}${formatRelativeDays(ends)}`}>{formatDate(ends)}</TwoLines> : <span className="muted">Open-ended</span>;
    },
    meta: { sort: 'last_on', cardLabel: true },
  }),
]);
