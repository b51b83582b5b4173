import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { ArrowDownToLine, Building2, PiggyBank, Scale } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { hasAction } from '@/shared/access';
import { formatDate, formatDateTime, formatMoney, formatRelativeDays } from '@/shared/format';
import {
  Button,
  ButtonLink,
  Card,
  columnsOf,
  DataTable,
  EmptyState,
  ErrorState,
  Facts,
  FigureCard,
  layout,
  PageHeader,
  Pagination,
  Skeleton,
  StatusPill,
  TwoLines,
} from '@/shared/ui';
import type { Move } from './MoveDialog';
import { entriesOf, obligationDetail, type Entry, type Obligation } from './queries';

const MoveDialog = lazy(() => import('./MoveDialog'));

const KINDS: Record<string, string> = { obligate: 'Obligated', adjust: 'Adjusted', pay: 'Paid', deobligate: 'De-obligated' };
const ACCOUNTS: Record<string, string> = {
  appropriation: 'Appropriation',
  unliquidated: 'Unliquidated',
  disbursed: 'Disbursed',
  deobligated: 'De-obligated',
};

const column = columnsOf<Entry>();
const columns = column.columns([
  column.accessor('kind', {
    header: 'Entry',
    cell: ({ row: { original } }) => <TwoLines under={original.reason ?? undefined}>{KINDS[original.kind] ?? original.kind}</TwoLines>,
    meta: { card: 'title', width: '24%' },
  }),
  column.accessor('postings', {
    header: 'From → to',
    cell: ({ getValue }) => {
      const [from, to] = [getValue().at(0), getValue().at(-1)];
      return from && to ? `${ACCOUNTS[from.account] ?? from.account} → ${ACCOUNTS[to.account] ?? to.account}` : '—';
    },
    meta: { card: 'subtitle' },
  }),
  column.accessor('recorded_at', {
    header: 'Recorded',
    cell: ({ row: { original } }) => (
      <TwoLines under={original.recorded_by?.name}>
        <span className="num">{formatDateTime(original.recorded_at)}</span>
      </TwoLines>
    ),
  }),
  column.display({
    id: 'amount',
    header: 'Amount',
    // Postings sum to zero and come from the smallest: the last is what moved.
    cell: ({ row: { original } }) => <span className="num">{formatMoney(original.postings.at(-1)?.amount)}</span>,
    meta: { align: 'end', card: 'corner' },
  }),
]);

function Ledger({ id }: { id: string }) {
  const { after } = useSearch({ strict: false }) as { after?: string };
  const navigate = useNavigate();
  const { data, error, isPending, refetch } = useQuery(entriesOf(id, after));
  const goTo = (cursor: string) => void navigate({ to: '.', search: { after: cursor } as never, resetScroll: false });
  return (
    <Card
      title="Ledger"
      subtitle="Every movement of money. Nothing is overwritten: a wrong entry is corrected by another."
      body="flush"
      footer={<Pagination page={data} one="entry" many="entries" onGo={goTo} />}
    >
      <DataTable
        caption="Ledger entries"
        columns={columns}
        result={{ page: data, error, loading: isPending, stale: false, retry: () => void refetch() }}
        rowId={(row) => row.id}
        skeletonRows={4}
        empty={<EmptyState compact icon={PiggyBank} title="No entries">The first one records the obligation itself.</EmptyState>}
      />
    </Card>
  );
}

function Terms({ obligation }: { obligation: Obligation }) {
  return (
    <Card title="Terms" subtitle="When the money can be used">
      <Facts
        items={[
          { label: 'Fund', value: obligation.fund },
          {
            label: 'Instrument',
            value: (
              <Link to="/instruments/$id" params={{ id: obligation.instrument.id }} className="num">
                {obligation.instrument.reference}
              </Link>
            ),
          },
          { label: 'Available', value: `${formatDate(obligation.available_from)} to ${formatDate(obligation.available_to)}` },
          { label: 'Cancels', value: `${formatDate(obligation.cancels_on)}, ${formatRelativeDays(obligation.cancels_on)}` },
          { label: 'Approved by', value: obligation.approved_by?.name ?? 'Not recorded' },
          { label: 'Recorded', value: formatDateTime(obligation.created_at) },
        ]}
      />
    </Card>
  );
}

/** One obligation: what is left, what moved it, until when. */
export function ObligationPage() {
  const { id = '' } = useParams({ strict: false });
  const { data: obligation, error, refetch } = useQuery(obligationDetail(id));
  const [move, setMove] = useState<Move>();
  if (error) {
    return (
      <>
        <PageHeader title="Obligation" />
        <Card>
          <ErrorState error={error} onRetry={() => void refetch()} />
        </Card>
      </>
    );
  }
  const record = obligation?.data;
  return (
    <>
      <PageHeader
        title={record?.document_number}
        subtitle={
          record ? (
            <>
              <StatusPill kind="obligation" status={record.status} />
              <Link to="/agencies/$id" params={{ id: record.agency.id }} className={layout.inline}>
                <Building2 size={15} aria-hidden />
                {record.agency.name}
              </Link>
            </>
          ) : undefined
        }
        actions={
          record ? (
            <>
              <ButtonLink to="/claims" search={{ obligation_id: [record.id], view: 'all' } as never}>
                Its claims
              </ButtonLink>
              {hasAction(record, 'deobligate') ? (
                <Button icon={ArrowDownToLine} onClick={() => setMove('deobligate')}>
                  De-obligate
                </Button>
              ) : null}
              {hasAction(record, 'adjust') ? (
                <Button icon={Scale} onClick={() => setMove('adjust')}>
                  Adjust
                </Button>
              ) : null}
            </>
          ) : undefined
        }
      />
      {record ? (
        <div className={layout.stack}>
          <FigureCard
            label="Balance"
            figures={[
              { label: 'Left to pay', value: formatMoney(record.unliquidated) },
              { label: 'Obligated', value: formatMoney(record.obligated) },
              { label: 'Paid', value: formatMoney(record.paid) },
              { label: 'De-obligated', value: formatMoney(record.deobligated) },
            ]}
          />
          <div className={layout.grid}>
            <div className={layout.span8}>
              <Ledger id={record.id} />
            </div>
            <div className={layout.span4}>
              <Terms obligation={record} />
            </div>
          </div>
        </div>
      ) : (
        <Card>
          <Skeleton width="40%" height={200} />
        </Card>
      )}
      {obligation && move ? (
        <Suspense>
          <MoveDialog obligation={obligation} move={move} onClose={() => setMove(undefined)} />
        </Suspense>
      ) : null}
    </>
  );
}
