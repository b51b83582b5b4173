import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { FileUp, Sheet } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useCan } from '@/shared/access';
import { formatDate, formatDateTime, humanize } from '@/shared/format';
import { useList, useListing } from '@/shared/listing';
import { Button, Card, columnsOf, EmptyState, FilterBar, FilterPopover, ListTable, Pagination, Pill, TwoLines } from '@/shared/ui';
import { editionList, editionListing, type EditionRow } from './editions';

const EditionView = lazy(() => import('./EditionView'));
const TableDialog = lazy(() => import('./TableDialog'));

const STATUS = [
  { value: 'staged', label: 'Compared' },
  { value: 'applied', label: 'Applied' },
  { value: 'discarded', label: 'Discarded' },
];
export const statusName = (status: string) => STATUS.find(({ value }) => value === status)?.label ?? status;

const column = columnsOf<EditionRow>();
const columns = column.columns([
  column.accessor('file_name', {
    header: 'Table',
    cell: ({ row: { original } }) => (
      <TwoLines under={original.file_name}>
        <Link to="/rates" search={{ tab: 'tables', edition: original.id } as never}>
          {humanize(original.kind)} from {formatDate(original.effective_from)}
        </Link>
      </TwoLines>
    ),
    meta: { card: 'title', width: '34%' },
  }),
  column.accessor('status', {
    header: 'State',
    cell: ({ getValue }) => <Pill tone={getValue() === 'applied' ? 'good' : getValue() === 'staged' ? 'info' : 'calm'}>{statusName(getValue())}</Pill>,
  }),
  column.display({
    id: 'counts',
    header: 'Differences',
    cell: ({ row: { original: o } }) => `${o.changed} changed, ${o.new} new, ${o.ended} ended${o.errors ? `, ${o.errors} with errors` : ''}`,
  }),
  column.accessor('uploaded_at', {
    header: 'Handed in',
    cell: ({ row: { original } }) => <TwoLines under={original.uploaded_by?.name ?? 'With the program'}>{formatDateTime(original.uploaded_at)}</TwoLines>,
    meta: { sort: 'uploaded_at' },
  }),
  column.accessor('applied_at', {
    header: 'Applied',
    cell: ({ row: { original } }) => (original.applied_at ? <TwoLines under={original.applied_by?.name}>{formatDateTime(original.applied_at)}</TwoLines> : '–'),
    meta: { card: 'hidden' },
  }),
]);

function History() {
  const listing = useListing(editionListing);
  const navigate = useNavigate();
  const adds = useCan()('rates:add');
  const [adding, setAdding] = useState(false);
  const { status } = listing.filters;
  const result = useList(editionList(listing.query));
  return (
    <Card
      title="New tables"
      subtitle="Published tables that were handed in: compared first, in force once somebody applies them"
      actions={
        adds ? (
          <Button icon={FileUp} onClick={() => setAdding(true)}>
            Hand in a table
          </Button>
        ) : null
      }
      body="flush"
      footer={<Pagination page={result.page} one="table" many="tables" onGo={listing.goTo} />}
    >
      <FilterBar
        chosen={status ? [{ key: 'status', label: `State: ${statusName(status)}`, onRemove: () => listing.setFilter('status', undefined) }] : []}
        onClear={listing.clear}
      >
        <FilterPopover
          single
          label="State"
          options={STATUS}
          selected={status ? [status] : []}
          onChange={([value]) => listing.setFilter('status', value)}
        />
      </FilterBar>
      <ListTable
        caption="Rate tables"
        columns={columns}
        result={result}
        listing={listing}
        unmatched="No table is in this state"
        empty={
          <EmptyState icon={Sheet} title="No tables yet">
            Finance hands in the file of a month here and sees what it changes before it counts.
          </EmptyState>
        }
      />
      {adding ? (
        <Suspense>
          <TableDialog onClose={() => setAdding(false)} onRead={(id) => void navigate({ to: '/rates', search: { tab: 'tables', edition: id } as never })} />
        </Suspense>
      ) : null}
    </Card>
  );
}

/** Tables as they are published: handed in, compared, applied. */
export default function NewTables() {
  const { edition } = useSearch({ strict: false }) as { edition?: string };
  return edition ? (
    <Suspense>
      <EditionView id={edition} />
    </Suspense>
  ) : (
    <History />
  );
}
