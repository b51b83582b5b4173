import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Check } from 'lucide-react';
import { useState } from 'react';
import { useAction } from '@/shared/actions';
import { formatCount, formatDate, formatMoney, humanize } from '@/shared/format';
import { useList, useListing } from '@/shared/listing';
import { Button, Card, columnsOf, ConfirmDialog, EmptyState, ErrorState, FigureCard, FilterBar, FilterPopover, layout, ListTable, Notice, Pagination, Pill, Skeleton, TwoLines } from '@/shared/ui';
import { differenceList, differenceListing, edition, moveEdition, type DifferenceRow } from './editions';

const DIFFERENCES = [
  { value: 'error', label: 'With errors' },
  { value: 'changed', label: 'Changed' },
  { value: 'ended', label: 'Ended' },
  { value: 'new', label: 'New' },
  { value: 'unchanged', label: 'Unchanged' },
];
const TONES = { error: 'bad', changed: 'info', ended: 'warn', new: 'good', unchanged: 'calm' } as const;
const AMOUNTS = ['lodging', 'mie', 'usd_per_mile', 'percent', 'usd_per_unit', 'total_usd'];

const usd = (amount: string) => formatMoney({ amount, currency: 'USD' });

/** Lodging and M&IE of a place, or the amount of another kind. */
function amounts(values: DifferenceRow['before']): string {
  if (!values) return '–';
  return AMOUNTS.flatMap((name) => {
    const value = values[name];
    if (!value) return [];
    return name === 'lodging' || name === 'mie' || name === 'total_usd' ? [usd(value)] : [value];
  }).join(' + ');
}

const column = columnsOf<DifferenceRow>();
const columns = column.columns([
  column.accessor('subject', {
    header: 'Rate',
    cell: ({ row: { original } }) => <TwoLines under={original.line ? `Line ${original.line}` : 'Not in the file'}>{original.subject}</TwoLines>,
    meta: { sort: 'subject', card: 'title', width: '30%' },
  }),
  column.accessor('difference', {
    header: 'Difference',
    cell: ({ getValue }) => <Pill tone={TONES[getValue()]}>{DIFFERENCES.find(({ value }) => value === getValue())?.label}</Pill>,
  }),
  column.accessor('before', { header: 'In force', cell: ({ getValue }) => amounts(getValue()), meta: { align: 'end', cardLabel: true } }),
  column.accessor('after', { header: 'In the table', cell: ({ getValue }) => amounts(getValue()), meta: { align: 'end', cardLabel: true } }),
  column.accessor('change_percent', {
    header: 'Change',
    cell: ({ getValue }) => (getValue() ? <span className="num">{getValue()}%</span> : ''),
    meta: { align: 'end', cardLabel: true, sort: 'weight' },
  }),
  column.display({
    id: 'remarks',
    header: 'What to look at',
    cell: ({ row: { original } }) =>
      [...original.problems, ...original.warnings].map(({ column: at, value, message, fix, code }) => (
        <span key={`${code}${at}`}>
          {at ? `${at}${value ? ` “${value}”` : ''}: ` : ''}
          {message} {fix}{' '}
        </span>
      )),
  }),
]);

/** What a table does to the rates in force, and the decision whether it is to count. */
export default function EditionView({ id }: { id: string }) {
  const queryClient = useQueryClient();
  const { data: stored, error, refetch } = useQuery(edition(id));
  const listing = useListing(differenceListing);
  const result = useList(differenceList(id, listing.query));
  const action = useAction(() => queryClient.invalidateQueries({ queryKey: ['rates'] }));
  const [asking, setAsking] = useState<'apply' | 'discard'>();
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!stored) return <Skeleton height={480} />;
  const { data: table, etag } = stored;
  const { difference } = listing.filters;
  const may = (event: string) => table.allowed_actions.includes(event);
  const name = `${humanize(table.kind)} from ${formatDate(table.effective_from)}`;
  const move = async (event: 'apply' | 'discard') => {
    await action.run(event, () => moveEdition(id, event, etag), event === 'apply' ? 'Table applied' : 'Table discarded');
    setAsking(undefined);
  };
  return (
    <div className={layout.stack}>
      <p>
        <Link to="/rates" search={{ tab: 'tables' } as never}>
          All tables
        </Link>
      </p>
      <Card
        title={name}
        subtitle={`${humanize(table.status)}: ${table.file_name}, handed in by ${table.uploaded_by?.name ?? 'the program'}`}
        actions={
          <>
            {may('discard') ? <Button onClick={() => setAsking('discard')}>Discard</Button> : null}
            {may('apply') && table.errors === 0 ? (
              <Button icon={Check} onClick={() => setAsking('apply')}>
                Apply
              </Button>
            ) : null}
          </>
        }
      >
        {table.notes.map((note) => (
          <Notice key={note} tone="warn">
            {note}
          </Notice>
        ))}
        {table.errors > 0 ? (
          <Notice tone="bad" action={<a href={`/api/v1/rates/editions/${id}/faults`}>Download the file to mend</a>}>
            Rows at fault keep the whole table out. Mend them in the file, and hand it in again.
          </Notice>
        ) : null}
      </Card>
      <FigureCard
        label="Rows of the table"
        figures={[
          { label: 'Changed', value: formatCount(table.changed) },
          { label: 'New', value: formatCount(table.new) },
          { label: 'Ended', value: formatCount(table.ended), note: 'not in the file' },
          { label: 'Unchanged', value: formatCount(table.unchanged) },
          { label: 'With errors', value: formatCount(table.errors), note: `${formatCount(table.warnings)} with warnings` },
        ]}
      />
      <Card title="Differences" subtitle="Errors first, then the biggest changes" body="flush" footer={<Pagination page={result.page} one="row" many="rows" onGo={listing.goTo} />}>
        <FilterBar
          search={{ label: 'Find a place', value: listing.draft, onChange: listing.setDraft }}
          chosen={(difference ?? []).map((one) => ({
            key: one,
            label: DIFFERENCES.find(({ value }) => value === one)?.label ?? one,
            onRemove: () => listing.setFilter('difference', difference?.filter((other) => other !== one)),
          }))}
          onClear={() => listing.setFilter('difference', undefined)}
        >
          <FilterPopover label="Difference" options={DIFFERENCES} selected={difference ?? []} onChange={(values) => listing.setFilter('difference', values)} />
        </FilterBar>
        <ListTable
          caption="Differences"
          columns={columns}
          result={result}
          listing={{ ...listing, activeCount: difference || listing.draft ? 1 : 0, clear: () => listing.setFilter('difference', undefined) }}
          unmatched="No row like this"
          empty={
            table.uploaded_by ? (
              <EmptyState icon={Check} title="The file has no rows" />
            ) : (
              <EmptyState icon={Check} title="This table came with the program">
                There was nothing in force to compare its rows with.
              </EmptyState>
            )
          }
        />
      </Card>
      <ConfirmDialog
        open={asking === 'apply'}
        title={`Apply ${name}?`}
        confirm="Apply the table"
        busy={action.busy === 'apply'}
        onConfirm={() => void move('apply')}
        onClose={() => setAsking(undefined)}
      >
        <p>
          From {formatDate(table.effective_from)} on, {table.changed} rates change, {table.new} are new and {table.ended} end. Claims that are computed already stay as they are. This cannot be undone; a later
          table can replace it.
        </p>
      </ConfirmDialog>
      <ConfirmDialog
        open={asking === 'discard'}
        title={`Discard ${name}?`}
        confirm="Discard the table"
        danger
        busy={action.busy === 'discard'}
        onConfirm={() => void move('discard')}
        onClose={() => setAsking(undefined)}
      >
        <p>Nothing of it takes effect. The same file can be handed in again.</p>
      </ConfirmDialog>
      {action.stale}
    </div>
  );
}
