import { formatDate, formatMoney, formatRelativeDays, plural } from '@/shared/format';
import { columnsOf, RowLink, StatusPill, TwoLines } from '@/shared/ui';
import type { ClaimRow } from './queries';

const column = columnsOf<ClaimRow>();

/** The tab a claim was opened from stays with it, so that its neighbours do too. */
export const keepView = ((before: { view?: string }) => (before.view ? { view: before.view } : {})) as never;

export function Due({ claim }: { claim: Pick<ClaimRow, 'due_on' | 'paid_on' | 'age_days' | 'status'> }) {
  if (claim.paid_on) return <TwoLines under={claim.due_on ? `due ${formatDate(claim.due_on)}` : undefined}>Paid {formatDate(claim.paid_on)}</TwoLines>;
  if (!claim.due_on) return <span className="muted">{claim.age_days === null ? 'Not submitted' : `${plural(claim.age_days, 'day')} old`}</span>;
  return <TwoLines under={claim.age_days === null ? undefined : `${plural(claim.age_days, 'day')} old`}>Due {formatRelativeDays(claim.due_on)}</TwoLines>;
}

export const claimColumns = column.columns([
  column.accessor('reference', {
    header: 'Claim',
    cell: ({ row: { original } }) => (
      <TwoLines
        under={
          <>
            <span className="num">{original.reference}</span> · {original.officer?.name ?? original.agency.name}
          </>
        }
      >
        <RowLink to="/claims/$id" params={{ id: original.id }} search={keepView}>
          {original.activity.title}
        </RowLink>
      </TwoLines>
    ),
    meta: { sort: 'reference', card: 'title', width: '30%' },
  }),
  column.accessor('country', {
    header: 'Where',
    cell: ({ row: { original } }) => <TwoLines under={original.agency.name}>{original.country?.name ?? '—'}</TwoLines>,
    meta: { card: 'subtitle' },
  }),
  column.accessor('status', { header: 'Status', cell: ({ getValue }) => <StatusPill kind="claim" status={getValue()} /> }),
  column.accessor('due_on', { header: 'Due', cell: ({ row: { original } }) => <Due claim={original} />, meta: { sort: 'due_on' } }),
  column.accessor('claimed', {
    header: 'Claimed',
    cell: ({ row: { original } }) => (
      <TwoLines under={plural(original.lines, 'line')}>
        <span className="num">{formatMoney(original.claimed)}</span>
      </TwoLines>
    ),
    meta: { sort: 'claimed', align: 'end', card: 'corner' },
  }),
  column.accessor('allowed', {
    header: 'Allowed',
    cell: ({ getValue }) => <span className="num">{formatMoney(getValue())}</span>,
    meta: { align: 'end', card: 'hidden' },
  }),
  column.accessor('approved', {
    header: 'Approved',
    cell: ({ getValue }) => <span className="num">{formatMoney(getValue())}</span>,
    meta: { align: 'end', cardLabel: true },
  }),
]);
