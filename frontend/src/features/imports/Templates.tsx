import { BookmarkPlus } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { formatDate, plural } from '@/shared/format';
import { useList, useListing } from '@/shared/listing';
import { Card, chosenFilters, columnsOf, EmptyState, FilterBar, FilterPopover, ListTable, Pagination, Pill, TwoLines } from '@/shared/ui';
import styles from './Imports.module.css';
import { templateList, templateListing, type TemplateRow } from './queries';
import { kindName, saidOf } from './words';

const TemplateView = lazy(() => import('./TemplateView'));

const SHARED = [
  { value: 'true', label: 'Shared' },
  { value: 'false', label: 'Not shared' },
];

const column = columnsOf<TemplateRow>();
const columnsFor = (open: (id: string) => void) =>
  column.columns([
    column.accessor('name', {
      header: 'Template',
      cell: ({ row: { original } }) => (
        <TwoLines under={kindName(original.kind)}>
          <button type="button" className={styles.open} onClick={() => open(original.id)}>
            {original.name}
          </button>
        </TwoLines>
      ),
      meta: { sort: 'name', card: 'title', width: '32%' },
    }),
    column.accessor('options', {
      header: 'What it says',
      cell: ({ getValue }) => {
        const { columns, said } = saidOf(getValue());
        return <TwoLines under={said.map(({ label, value }) => `${label}: ${value}`).join(' · ')}>{columns.length > 0 ? `${plural(columns.length, 'column')} matched` : 'Columns by their names'}</TwoLines>;
      },
      meta: { card: 'subtitle', width: '34%' },
    }),
    column.accessor('owner', { header: 'Made by', cell: ({ getValue }) => getValue()?.name ?? '—', meta: { cardLabel: true } }),
    column.accessor('shared', {
      header: 'For',
      cell: ({ getValue }) => (getValue() ? <Pill tone="info">Colleagues too</Pill> : <Pill>Its maker</Pill>),
      meta: { card: 'corner' },
    }),
    column.accessor('updated_at', { header: 'Changed', cell: ({ getValue }) => <span className="num">{formatDate(getValue())}</span>, meta: { sort: 'updated_at', cardLabel: true } }),
  ]);

/** How files are read that come again and again: one's own templates, and those that colleagues share. */
export default function Templates({ kinds }: { kinds: { value: string; label: string }[] }) {
  const listing = useListing(templateListing);
  const result = useList(templateList(listing.query));
  const [open, setOpen] = useState<string>();
  const { filters, setFilter } = listing;
  return (
    <Card body="flush" footer={<Pagination page={result.page} one="template" many="templates" onGo={listing.goTo} />}>
      <FilterBar
        chosen={chosenFilters(listing, [
          { name: 'kind', label: 'Kind', options: kinds },
          { name: 'shared', label: 'For', options: SHARED },
        ])}
        onClear={listing.clear}
      >
        <FilterPopover label="Kind" options={kinds} selected={filters.kind ?? []} onChange={(values) => setFilter('kind', values)} />
        <FilterPopover
          label="For"
          single
          options={SHARED}
          selected={filters.shared === undefined ? [] : [String(filters.shared)]}
          onChange={(values) => setFilter('shared', values[0] === undefined ? undefined : values[0] === 'true')}
        />
      </FilterBar>
      <ListTable
        caption="Templates"
        columns={columnsFor(setOpen)}
        result={result}
        listing={listing}
        unmatched="No templates match"
        empty={
          <EmptyState icon={BookmarkPlus} title="No templates yet">
            Once a file has been checked, save how it was read: the next one like it needs no matching.
          </EmptyState>
        }
      />
      {open === undefined ? null : (
        <Suspense>
          <TemplateView id={open} onClose={() => setOpen(undefined)} />
        </Suspense>
      )}
    </Card>
  );
}
