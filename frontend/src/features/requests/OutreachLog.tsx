import { useQuery } from '@tanstack/react-query';
import { MailQuestionMark } from 'lucide-react';
import { formatDate, formatDateTime, formatRelativeDays } from '@/shared/format';
import { Card, columnsOf, DataTable, EmptyState, Pill, RowLink, StatusPill, TwoLines } from '@/shared/ui';
import { outreachOf, type OutreachRow, type Request } from './queries';

const column = columnsOf<OutreachRow>();

const COLUMNS = column.columns([
  column.accessor('agency', {
    header: 'Agency',
    cell: ({ row: { original } }) => (
      <TwoLines under={<span className="num">{original.reference}</span>}>
        <RowLink to="/outreach/$id" params={{ id: original.id }}>
          {original.agency.name}
        </RowLink>
      </TwoLines>
    ),
    meta: { card: 'title', width: '38%' },
  }),
  column.accessor('status', {
    header: 'Answer',
    cell: ({ row: { original } }) => (
      <span style={{ display: 'inline-flex', gap: 6 }}>
        <StatusPill kind="outreach" status={original.status} />
        {original.late ? <Pill>Late</Pill> : null}
      </span>
    ),
  }),
  column.accessor('sent_at', { header: 'Asked', cell: ({ getValue }) => formatDate(getValue()), meta: { cardLabel: true } }),
  column.accessor('due_at', {
    header: 'Due',
    cell: ({ row: { original } }) =>
      original.status === 'sent' ? (
        <TwoLines under={formatRelativeDays(original.due_at)}>{formatDateTime(original.due_at)}</TwoLines>
      ) : (
        <span className="muted">{formatDate(original.due_at)}</span>
      ),
    meta: { cardLabel: true },
  }),
  column.accessor('replied_at', {
    header: 'Answered',
    cell: ({ getValue }) => formatDate(getValue()),
    meta: { card: 'hidden' },
  }),
]);

/** Who was asked, when the answer is due, and what became of it. */
export default function OutreachLog({ request }: { request: Request }) {
  const { data, error, isPending, isFetching, refetch } = useQuery(outreachOf(request.id));
  return (
    <Card title="Outreach" subtitle="One question to one agency at a time; a no has no consequence" body="flush">
      <DataTable
        caption="Outreach"
        columns={COLUMNS}
        result={{
          page: data && { items: data },
          error,
          loading: isPending,
          stale: isFetching && !isPending,
          retry: () => void refetch(),
        }}
        rowId={(row) => row.id}
        skeletonRows={4}
        empty={
          <EmptyState icon={MailQuestionMark} title="No agency has been asked">
            {request.status === 'open' ? 'Choose agencies on the Match tab and ask them.' : 'Agencies are asked once the request is open.'}
          </EmptyState>
        }
      />
    </Card>
  );
}
