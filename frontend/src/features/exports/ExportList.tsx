import { useQueryClient } from '@tanstack/react-query';
import { Download, FileDown, Plus, RotateCcw, Square } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useCan } from '@/shared/access';
import { useAction } from '@/shared/actions';
import { refreshExports } from '@/shared/exports/queries';
import { FORMATS, LIST_NAMES, queryWords } from '@/shared/exports/words';
import type { Asked } from '@/shared/exports/ExportDialog';
import { formatCount, formatDateTime, formatSize } from '@/shared/format';
import { moveJob } from '@/shared/jobs/moveJob';
import { useList, useListing } from '@/shared/listing';
import { Button, Card, chosenFilters, columnsOf, EmptyState, FilterBar, FilterPopover, ListTable, PageHeader, Pagination, Tags, TwoLines } from '@/shared/ui';
import { ExportState } from './ExportState';
import { fetchExport } from './fetchExport';
import { exportList, exportListing, isUnderWay, type ExportRow } from './queries';

const ExportDialog = lazy(() => import('@/shared/exports/ExportDialog'));

const LISTS = Object.entries(LIST_NAMES).map(([value, label]) => ({ value, label }));
const STATES = [
  { value: 'queued', label: 'Waiting' },
  { value: 'running', label: 'Being made' },
  { value: 'succeeded', label: 'Made' },
  { value: 'failed', label: 'Failed' },
  { value: 'cancelled', label: 'Stopped' },
];
const READY = [{ value: 'true', label: 'Can be downloaded' }];
const formatName = (format: string) => FORMATS.find(({ value }) => value === format)?.label;

const column = columnsOf<ExportRow>();
const COLUMNS = column.columns([
  column.accessor('resource', {
    header: 'List',
    cell: ({ row: { original } }) => (
      <TwoLines under={<Tags items={[formatName(original.format) ?? original.format, ...queryWords(original.query)]} max={3} />}>
        <strong>{LIST_NAMES[original.resource] ?? original.resource}</strong>
      </TwoLines>
    ),
    meta: { card: 'title', width: '30%' },
  }),
  column.display({ id: 'state', header: 'State', cell: ({ row: { original } }) => <ExportState row={original} />, meta: { width: '24%' } }),
  column.accessor('rows', { header: 'Rows', cell: ({ getValue }) => <span className="num">{formatCount(getValue())}</span>, meta: { align: 'end', cardLabel: true } }),
  column.accessor('size_bytes', {
    header: 'Size',
    cell: ({ getValue }) => <span className="num">{getValue() === null ? '—' : formatSize(getValue() ?? 0)}</span>,
    meta: { align: 'end', cardLabel: true },
  }),
  column.accessor('created_at', {
    header: 'Asked for',
    cell: ({ getValue }) => <span className="num">{formatDateTime(getValue())}</span>,
    meta: { sort: 'created_at', card: 'subtitle' },
  }),
]);

/** Lists that this person had made into files. */
export function ExportList() {
  const can = useCan();
  const client = useQueryClient();
  const listing = useListing(exportListing);
  const result = useList(exportList(listing.query));
  const action = useAction(() => refreshExports(client));
  const [asking, setAsking] = useState<{ asked?: Asked }>();
  const { filters, setFilter } = listing;
  const make = can('exports:run') ? (
    <Button variant="primary" icon={Plus} onClick={() => setAsking({})}>
      Make a file
    </Button>
  ) : undefined;
  const columns = [
    ...COLUMNS,
    column.display({
      id: 'actions',
      header: () => <span className="sr-only">Actions</span>,
      cell: ({ row: { original } }) => {
        const { id, file_name: name, job, resource, format, query } = original;
        if (isUnderWay(original)) {
          return (
            <Button size="sm" icon={Square} busy={action.busy === id} aria-label={`Stop ${name}`} onClick={() => void action.run(id, () => moveJob(job.id, 'cancel'))}>
              Stop
            </Button>
          );
        }
        if (original.ready) {
          return (
            <Button size="sm" icon={Download} busy={action.busy === id} aria-label={`Download ${name}`} onClick={() => void action.run(id, () => fetchExport(id, name))}>
              Download
            </Button>
          );
        }
        return make ? (
          <Button size="sm" icon={RotateCcw} aria-label={`Make anew: ${name}`} onClick={() => setAsking({ asked: { resource, format, query } })}>
            Make anew
          </Button>
        ) : null;
      },
      meta: { align: 'end', card: 'corner' },
    }),
  ];
  return (
    <>
      <PageHeader title="Exports" subtitle="Lists as files, made while you do something else. Only you can fetch yours; each is kept for seven days." actions={make} />
      <Card body="flush" footer={<Pagination page={result.page} one="export" many="exports" onGo={listing.goTo} />}>
        <FilterBar
          chosen={chosenFilters(listing, [
            { name: 'resource', label: 'List', options: LISTS },
            { name: 'job_status', label: 'State', options: STATES },
            { name: 'ready', label: 'File', options: READY },
          ])}
          onClear={listing.clear}
        >
          <FilterPopover label="List" options={LISTS} selected={filters.resource ?? []} onChange={(values) => setFilter('resource', values)} />
          <FilterPopover label="State" options={STATES} selected={filters.job_status ?? []} onChange={(values) => setFilter('job_status', values)} />
          <FilterPopover label="File" single options={READY} selected={filters.ready ? ['true'] : []} onChange={(values) => setFilter('ready', values[0] ? true : undefined)} />
        </FilterBar>
        <ListTable
          caption="Exports"
          columns={columns}
          result={result}
          listing={listing}
          unmatched="No exports match"
          empty={
            <EmptyState icon={FileDown} title="No exports yet" action={make}>
              Short lists are downloaded at once, below each list. Make a file here of one that takes long.
            </EmptyState>
          }
        />
      </Card>
      {action.stale}
      {asking ? (
        <Suspense>
          <ExportDialog asked={asking.asked} onClose={() => setAsking(undefined)} onMade={() => setAsking(undefined)} />
        </Suspense>
      ) : null}
    </>
  );
}
