import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Ban, Check, ChevronLeft, Download, Landmark, Send, Upload } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { hasAction } from '@/shared/access';
import { usePress } from '@/shared/actions/usePress';
import { api, ifMatch } from '@/shared/api';
import { formatDate, formatDateTime, formatMoney, plural } from '@/shared/format';
import { useList, useListing } from '@/shared/listing';
import {
  Button,
  ButtonAnchor,
  ButtonLink,
  Card,
  chosenFilters,
  columnsOf,
  ConfirmDialog,
  EmptyState,
  ErrorState,
  Facts,
  FigureCard,
  FilterBar,
  FilterPopover,
  layout,
  ListTable,
  PageHeader,
  Pagination,
  Skeleton,
  StatusPill,
  TwoLines,
  type Selection,
} from '@/shared/ui';
import { itemList, itemListing, refreshRuns, runDetail, type PaymentRun, type RunItemRow } from './queries';

const AnswerDialog = lazy(() => import('./AnswerDialog'));
const AnswerFileDialog = lazy(() => import('./AnswerFileDialog'));

const STATUS = [
  { value: 'pending', label: 'Pending' },
  { value: 'paid', label: 'Paid' },
  { value: 'returned', label: 'Returned' },
];

const column = columnsOf<RunItemRow>();
const columns = column.columns([
  column.accessor('claim', {
    header: 'Claim',
    cell: ({ row: { original } }) => (
      <TwoLines under={original.payee}>
        <Link to="/claims/$id" params={{ id: original.claim.id }} className="num">
          {original.claim.reference}
        </Link>
      </TwoLines>
    ),
    meta: { card: 'title', width: '26%', sort: 'line' },
  }),
  column.accessor('status', { header: 'Status', cell: ({ getValue }) => <StatusPill kind="payment_run" status={getValue()} /> }),
  column.accessor('treasury_reference', {
    header: 'Answer of the Treasury',
    cell: ({ row: { original } }) =>
      original.status === 'pending' ? (
        <span className="muted">None yet</span>
      ) : (
        <TwoLines under={original.return_reason ?? <span className="num">{original.treasury_reference}</span>}>
          {formatDate(original.paid_on ?? original.returned_on)}
        </TwoLines>
      ),
    meta: { card: 'subtitle' },
  }),
  column.accessor('due_on', { header: 'Due', cell: ({ getValue }) => <span className="num">{formatDate(getValue())}</span>, meta: { sort: 'due_on', cardLabel: true } }),
  column.accessor('interest', {
    header: 'Interest or fee',
    cell: ({ getValue }) => (getValue() ? <span className="num">{formatMoney(getValue())}</span> : <span className="muted">—</span>),
    meta: { align: 'end', cardLabel: true },
  }),
  column.accessor('amount', {
    header: 'Amount',
    cell: ({ getValue }) => <span className="num">{formatMoney(getValue())}</span>,
    meta: { sort: 'amount', align: 'end', card: 'corner' },
  }),
]);

interface ItemsProps {
  run: PaymentRun;
  onRemove: ((claimIds: string[]) => Promise<void>) | undefined;
}

function Items({ run, onRemove }: ItemsProps) {
  const listing = useListing(itemListing);
  const result = useList(itemList(run.id, listing.query));
  const [selected, setSelected] = useState<Selection>({});
  const chosen = (result.page?.items ?? []).filter(({ id }) => selected[id]);
  return (
    <Card
      title="Claims of this run"
      subtitle="Returned ones stay certified and can be put into another run"
      actions={
        onRemove ? (
          <Button disabled={chosen.length === 0} onClick={() => void onRemove(chosen.map(({ claim }) => claim.id)).then(() => setSelected({}))}>
            Take out
          </Button>
        ) : undefined
      }
      body="flush"
      footer={<Pagination page={result.page} one="claim" many="claims" onGo={listing.goTo} />}
    >
      <FilterBar chosen={chosenFilters(listing, [{ name: 'status', label: 'Status', options: STATUS }])} onClear={listing.clear}>
        <FilterPopover label="Status" options={STATUS} selected={listing.filters.status ?? []} onChange={(values) => listing.setFilter('status', values)} />
      </FilterBar>
      <ListTable
        caption="Claims of the run"
        columns={columns}
        result={result}
        listing={listing}
        {...(onRemove ? { selection: { selected, onChange: setSelected, rowLabel: ({ claim }: RunItemRow) => claim.reference } } : {})}
        unmatched="No claims match"
        empty={
          <EmptyState icon={Landmark} title="No claims in this run">
            They were taken out, or the run was cancelled.
          </EmptyState>
        }
      />
    </Card>
  );
}

/** One run: its claims, its file, and what the Treasury has answered. */
export function RunPage() {
  const { id = '' } = useParams({ strict: false });
  const queryClient = useQueryClient();
  const { data: run, error, refetch } = useQuery(runDetail(id));
  const [asked, setAsked] = useState<'send' | 'cancel' | 'answer' | 'file'>();
  const { busy, press, refusal } = usePress({ record: 'run', refresh: () => refreshRuns(queryClient), onOver: () => setAsked(undefined) });
  if (error && !run) {
    return (
      <>
        <PageHeader title="Payment run" />
        <Card>
          <ErrorState error={error} onRetry={() => void refetch()} />
        </Card>
      </>
    );
  }
  if (!run) {
    return (
      <Card>
        <Skeleton width="40%" height={320} />
      </Card>
    );
  }
  const record = run.data;
  const params = { path: { run_id: record.id }, header: ifMatch(run.etag) };


  return (
    <>
      <PageHeader
        title={record.reference}
        subtitle={<StatusPill kind="payment_run" status={record.status} />}
        actions={
          <>
            <ButtonLink to="/payment-runs" icon={ChevronLeft}>
              All runs
            </ButtonLink>
            {record.file_sha256 ? (
              <ButtonAnchor href={`/api/v1/payment-runs/${record.id}/file`} download={`${record.reference}.csv`} icon={Download}>
                Download file
              </ButtonAnchor>
            ) : null}
            {hasAction(record, 'cancel') ? (
              <Button icon={Ban} onClick={() => setAsked('cancel')}>
                Cancel run
              </Button>
            ) : null}
            {hasAction(record, 'send') ? (
              <Button variant="primary" icon={Send} onClick={() => setAsked('send')}>
                Send run
              </Button>
            ) : null}
            {hasAction(record, 'answer') && record.pending_lines > 0 ? (
              <>
                <Button icon={Check} onClick={() => setAsked('answer')}>
                  Record answer
                </Button>
                <Button variant="primary" icon={Upload} onClick={() => setAsked('file')}>
                  Upload answer
                </Button>
              </>
            ) : null}
          </>
        }
      />
      <div className={layout.stack}>
        {refusal}
        <FigureCard
          label="The run in figures"
          figures={[
            { label: 'Total', value: formatMoney(record.total), note: plural(record.lines, 'claim') },
            { label: 'Paid', value: formatMoney(record.paid) },
            { label: 'Pending', value: formatMoney(record.pending), note: plural(record.pending_lines, 'claim') },
            { label: 'Returned', value: formatMoney(record.returned), note: plural(record.returned_lines, 'claim') },
            { label: 'Interest and fees', value: formatMoney(record.interest), note: 'beside what was paid' },
          ]}
        />
        <Items
          run={record}
          onRemove={
            hasAction(record, 'remove')
              ? (claimIds) => press(() => api.POST('/api/v1/payment-runs/{run_id}/remove', { params, body: { claim_ids: claimIds } }), 'Taken out of the run')
              : undefined
          }
        />
        <Card title="The run">
          <Facts
            items={[
              ...(record.note ? [{ label: 'Note', value: record.note }] : []),
              { label: 'Made', value: `${formatDateTime(record.created_at)}${record.made_by ? ` by ${record.made_by.name}` : ''}` },
              { label: 'Sent', value: record.sent_at ? `${formatDateTime(record.sent_at)}${record.sent_by ? ` by ${record.sent_by.name}` : ''}` : 'Not yet' },
              ...(record.file_sha256 ? [{ label: 'SHA-256 of the file', value: <code style={{ overflowWrap: 'anywhere' }}>{record.file_sha256}</code> }] : []),
            ]}
          />
        </Card>
      </div>
      <ConfirmDialog
        open={asked === 'send'}
        title={`Send ${record.reference}`}
        confirm="Send run"
        busy={busy}
        onConfirm={() => void press(() => api.POST('/api/v1/payment-runs/{run_id}/send', { params }), `${record.reference} sent`)}
        onClose={() => setAsked(undefined)}
      >
        The payment file of {plural(record.pending_lines, 'claim')} and {formatMoney(record.pending)} is written and never changes from then on.
      </ConfirmDialog>
      <ConfirmDialog
        open={asked === 'cancel'}
        title={`Cancel ${record.reference}`}
        confirm="Cancel run"
        danger
        busy={busy}
        onConfirm={() => void press(() => api.POST('/api/v1/payment-runs/{run_id}/cancel', { params }), `${record.reference} cancelled`)}
        onClose={() => setAsked(undefined)}
      >
        Its claims stay certified and are free for another run.
      </ConfirmDialog>
      {asked === 'answer' ? (
        <Suspense>
          <AnswerDialog run={record} onClose={() => setAsked(undefined)} />
        </Suspense>
      ) : null}
      {asked === 'file' ? (
        <Suspense>
          <AnswerFileDialog run={record} onClose={() => setAsked(undefined)} />
        </Suspense>
      ) : null}
    </>
  );
}
