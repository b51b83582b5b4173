import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Upload } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useCan } from '@/shared/access';
import { formatCount, formatDateTime } from '@/shared/format';
import { useList, useListing, useTab } from '@/shared/listing';
import { Button, Card, chosenFilters, columnsOf, EmptyState, FilterBar, FilterPopover, ListTable, PageHeader, Pagination, Pill, RowLink, Skeleton, Tabs, TwoLines } from '@/shared/ui';
import { importKinds, importList, importListing, type ImportRow } from './queries';
import { kindName, standing } from './words';

const ImportDialog = lazy(() => import('./ImportDialog'));
const Templates = lazy(() => import('./Templates'));

const TABS = ['files', 'templates'] as const;

const STATES = [
  { value: 'running', label: 'Under way' },
  { value: 'succeeded', label: 'Done' },
  { value: 'failed', label: 'Could not be read' },
  { value: 'cancelled', label: 'Stopped' },
];

const column = columnsOf<ImportRow>();
const count = (header: string) => ({
  header,
  cell: ({ getValue }: { getValue: () => number }) => <span className="num">{formatCount(getValue())}</span>,
  meta: { align: 'end' as const, cardLabel: true },
});
const columns = column.columns([
  column.accessor('file_name', {
    header: 'File',
    cell: ({ row: { original } }) => (
      <TwoLines under={kindName(original.kind)}>
        <RowLink to="/imports/$id" params={{ id: original.id }}>
          {original.file_name ?? 'File without a name'}
        </RowLink>
      </TwoLines>
    ),
    meta: { card: 'title', width: '32%' },
  }),
  column.display({
    id: 'standing',
    header: 'State',
    cell: ({ row: { original } }) => {
      const { word, tone } = standing(original);
      return <Pill tone={tone}>{word}</Pill>;
    },
    meta: { card: 'corner' },
  }),
  column.accessor('records', count('Rows')),
  column.accessor('created', count('New')),
  column.accessor('updated', count('Changed')),
  column.accessor('refused', count('Refused')),
  column.accessor('created_at', {
    header: 'Sent',
    cell: ({ getValue }) => <span className="num">{formatDateTime(getValue())}</span>,
    meta: { sort: 'created_at', card: 'subtitle' },
  }),
]);

/** Files that this person has sent to be read into records. */
function Imports({ kinds }: { kinds: { value: string; label: string }[] }) {
  const listing = useListing(importListing);
  const result = useList(importList(listing.query));
  const { filters, setFilter } = listing;
  return (
    <Card body="flush" footer={<Pagination page={result.page} one="import" many="imports" onGo={listing.goTo} />}>
      <FilterBar
        chosen={chosenFilters(listing, [
          { name: 'kind', label: 'Kind', options: kinds },
          { name: 'job_status', label: 'State', options: STATES },
        ])}
        onClear={listing.clear}
      >
        <FilterPopover label="Kind" options={kinds} selected={filters.kind ?? []} onChange={(values) => setFilter('kind', values)} />
        <FilterPopover label="State" options={STATES} selected={filters.job_status ?? []} onChange={(values) => setFilter('job_status', values)} />
      </FilterBar>
      <ListTable
        caption="Imports"
        columns={columns}
        result={result}
        listing={listing}
        unmatched="No imports match"
        empty={
          <EmptyState icon={Upload} title="No imports yet">
            Send a CSV, Excel or JSON lines file: you see what each row would do before anything is written.
          </EmptyState>
        }
      />
    </Card>
  );
}

/** What was read in, and how files of a kind are read. */
export function ImportList() {
  const can = useCan();
  const kinds = useQuery(importKinds).data?.items.map(({ kind }) => ({ value: kind, label: kindName(kind) })) ?? [];
  const [tab] = useTab(TABS);
  const navigate = useNavigate();
  const [sending, setSending] = useState(false);
  return (
    <>
      <PageHeader
        title="Import data"
        subtitle="Spreadsheets and exports of other systems, read into records. Each file is checked before anything is written."
        actions={
          can('imports:run') ? (
            <Button variant="primary" icon={Upload} onClick={() => setSending(true)}>
              Import a file
            </Button>
          ) : undefined
        }
      />
      <Tabs
        label="Imports and templates"
        tabs={[
          { value: 'files', label: 'Files' },
          { value: 'templates', label: 'Templates' },
        ]}
        value={tab}
        // The filters of one list are none of the other.
        onChange={(next) => void navigate({ to: '/imports', search: (next === 'files' ? {} : { tab: next }) as never, replace: true })}
      >
        {tab === 'files' ? (
          <Imports kinds={kinds} />
        ) : (
          <Suspense fallback={<Skeleton height={420} />}>
            <Templates kinds={kinds} />
          </Suspense>
        )}
      </Tabs>
      {sending ? (
        <Suspense>
          <ImportDialog onClose={() => setSending(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
