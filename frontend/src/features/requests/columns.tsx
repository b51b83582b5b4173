import { formatCount, formatDateRange, formatRelativeDays } from '@/shared/format';
import { modality } from '@/shared/labels';
import { columnsOf, RowLink, StatusPill, Tags, TwoLines } from '@/shared/ui';
import type { RequestRow } from './queries';
import { elsewhere, UrgencyPill } from './words';

const column = columnsOf<RequestRow>();

export const requestColumns = column.columns([
  column.accessor('title', {
    header: 'Request',
    cell: ({ row: { original } }) => (
      <TwoLines under={<span className="num">{`${original.reference} · ${modality(original.modality)}`}</span>}>
        <RowLink to="/requests/$id" params={{ id: original.id }}>
          {original.title}
        </RowLink>
      </TwoLines>
    ),
    meta: { sort: 'title', card: 'title', width: '28%', hideable: false },
  }),
  column.accessor('post', {
    header: 'Post',
    cell: ({ row: { original } }) => <TwoLines under={elsewhere(original)}>{original.post.name}</TwoLines>,
    meta: { card: 'subtitle' },
  }),
  column.accessor('required_expertise', {
    header: 'Expertise',
    cell: ({ getValue }) =>
      getValue().length > 0 ? <Tags items={getValue().map(({ name }) => name)} max={1} /> : <span className="muted">—</span>,
    meta: { card: 'hidden' },
  }),
  column.accessor('starts_on', {
    header: 'Window',
    cell: ({ row: { original } }) => (
      <TwoLines under={formatRelativeDays(original.starts_on)}>
        <span className="num">{formatDateRange(original.starts_on, original.ends_on)}</span>
      </TwoLines>
    ),
    meta: { sort: 'starts_on' },
  }),
  column.accessor('headcount', {
    header: 'Officers',
    cell: ({ getValue }) => formatCount(getValue()),
    meta: { align: 'end', cardLabel: true },
  }),
  column.accessor('status', {
    header: 'Status',
    cell: ({ row: { original } }) => (
      <span style={{ display: 'inline-flex', gap: 6, flexWrap: 'wrap' }}>
        <StatusPill kind="request" status={original.status} />
        <UrgencyPill urgency={original.urgency} />
      </span>
    ),
    meta: { sort: 'status' },
  }),
]);
