import { Paperclip } from 'lucide-react';
import { formatDate, formatMoney } from '@/shared/format';
import { disallowCode, expenseCategory } from '@/shared/labels';
import { columnsOf, layout, RowLink, StatusPill, TwoLines } from '@/shared/ui';
import type { ExpenseRow } from './queries';

const column = columnsOf<ExpenseRow>();

export const expenseColumns = column.columns([
  column.accessor('description', {
    header: 'Expense',
    cell: ({ row: { original } }) => (
      <TwoLines
        under={
          <span className={layout.inline}>
            {original.description}
            {original.receipt_attached ? <Paperclip size={13} role="img" aria-label="With receipt" /> : null}
          </span>
        }
      >
        <RowLink to="/claims/$id" params={{ id: original.claim.id }} search={{ line: String(original.line_number) } as never}>
          {expenseCategory(original.category)}
        </RowLink>
      </TwoLines>
    ),
    meta: { sort: 'category', card: 'title', width: '26%' },
  }),
  column.accessor('claim', {
    header: 'Claim',
    cell: ({ row: { original } }) => (
      <TwoLines under={[original.agency.name, original.country?.name].filter(Boolean).join(' · ')}>
        <span className="num">
          {original.claim.reference} line {original.line_number}
        </span>
      </TwoLines>
    ),
    meta: { card: 'subtitle', width: '26%' },
  }),
  column.accessor('service_on', { header: 'Day', cell: ({ getValue }) => formatDate(getValue()), meta: { sort: 'service_on' } }),
  column.accessor('claim_status', { header: 'Status', cell: ({ getValue }) => <StatusPill kind="claim" status={getValue()} /> }),
  column.accessor('claimed', {
    header: 'Claimed',
    cell: ({ getValue }) => <span className="num">{formatMoney(getValue())}</span>,
    meta: { sort: 'claimed', align: 'end', card: 'corner' },
  }),
  column.accessor('approved', {
    header: 'Approved',
    cell: ({ row: { original } }) => (
      <TwoLines under={original.disallow_code ? disallowCode(original.disallow_code) : undefined}>
        <span className="num">{formatMoney(original.approved ?? original.allowed)}</span>
      </TwoLines>
    ),
    meta: { align: 'end', cardLabel: true },
  }),
]);
