import { Download, Plus, SearchX } from 'lucide-react';
import { useState } from 'react';
import { defineListing, filter, useListing, type ListResult } from '@/shared/listing';
import {
  Button,
  Card,
  chosenFilters,
  columnsOf,
  ColumnsMenu,
  DataTable,
  EmptyState,
  FilterBar,
  FilterPopover,
  NavTabs,
  PageHeader,
  Pagination,
  RowLink,
  StatusPill,
  statusOptions,
  Tags,
  type Selection,
  TwoLines,
} from '@/shared/ui';

interface Row {
  id: string;
  name: string;
  city: string;
  kind: string;
  status: string;
  expires: string;
  expertise: string[];
  sworn: number;
}
const NAMES = ['Ashford Police Department', 'Bayview County Sheriff’s Office', 'Cedar State Police', 'Dunmore Department of Corrections'];
const EXPERTISE = ['Counternarcotics', 'Gender-based violence', 'Forensics', 'Community policing', 'Traffic safety'];
const ROWS: Row[] = Array.from({ length: 24 }, (_, index) => ({
  id: String(index),
  name: NAMES[index % 4] ?? '',
  city: ['Ashford, UT', 'Bayview, TX', 'Cedar, WI'][index % 3] ?? '',
  kind: ['Municipal police', 'Sheriff', 'State police', 'Corrections'][index % 4] ?? '',
  status: ['active', 'expiring', 'none', 'negotiation', 'expired'][index % 5] ?? '',
  expires: index % 5 === 2 ? '—' : 'Feb 17, 2027',
  expertise: EXPERTISE.slice(index % 3, (index % 3) + 3),
  sworn: 4302 - index * 150,
}));
export const listing = defineListing({
  filters: { status: filter.many(), kind: filter.many() },
  sorts: ['name', 'kind', 'sworn', 'expires'],
  defaultSort: 'name',
});
const column = columnsOf<Row>();
const columns = column.columns([
  column.accessor('name', {
    header: 'Agency',
    cell: ({ row }) => (
      <TwoLines under={row.original.city}>
        <RowLink to="/agencies/$id" params={{ id: row.original.id }}>
          {row.original.name}
        </RowLink>
      </TwoLines>
    ),
    meta: { sort: 'name', card: 'title' },
  }),
  column.accessor('kind', { header: 'Type', meta: { sort: 'kind', card: 'subtitle' } }),
  column.accessor('status', { header: 'Agreement', cell: ({ getValue }) => <StatusPill kind="mou" status={getValue()} /> }),
  column.accessor('expires', { header: 'Expires', meta: { sort: 'expires' } }),
  column.accessor('expertise', { header: 'Expertise', cell: ({ getValue }) => <Tags items={getValue()} max={2} /> }),
  column.accessor('sworn', { header: 'Sworn', cell: ({ getValue }) => getValue().toLocaleString('en-US'), meta: { sort: 'sworn', align: 'end', card: 'hidden' } }),
]);
const STATUS = statusOptions('mou');

export function ListExample() {
  const list = useListing(listing);
  const [hidden, setHidden] = useState<Record<string, boolean>>({});
  const [selected, setSelected] = useState<Selection>({});
  const chosen = list.filters.status ?? [];
  const items = ROWS.filter((row) => row.name.toLowerCase().includes((list.query.q ?? '').toLowerCase()));
  const result: ListResult<Row> = {
    page: { items, next: 'c', previous: null },
    error: null,
    loading: list.draft === 'loading',
    stale: false,
    retry: () => undefined,
  };
  return (
    <>
      <PageHeader
        title="Agencies"
        subtitle="U.S. law-enforcement partners, their agreements and what they can teach."
        actions={
          <>
            <Button icon={Download}>Import</Button>
            <Button variant="primary" icon={Plus}>
              Add agency
            </Button>
          </>
        }
      />
      <div style={{ marginBottom: 16 }}>
        <NavTabs label="Views" tabs={[{ label: 'All agencies', to: '/' }, { label: 'Expiring agreements', to: '/expiring' }, { label: 'No agreement yet', to: '/none' }]} />
      </div>
      <Card body="flush" footer={<Pagination page={result.page} one="agency" many="agencies" onGo={list.goTo} />}>
        <FilterBar
          search={{ label: 'Find by name, city or state', value: list.draft, onChange: list.setDraft }}
          chosen={chosenFilters(list, [{ name: 'status', label: 'Agreement', options: STATUS }])}
          onClear={list.clear}
          end={<ColumnsMenu columns={[{ id: 'sworn', label: 'Sworn' }, { id: 'expertise', label: 'Expertise' }]} hidden={hidden} onChange={setHidden} />}
        >
          <FilterPopover label="Agreement" options={STATUS} selected={chosen} onChange={(values) => list.setFilter('status', values)} />
          <FilterPopover label="Type" options={[{ value: 'sheriff', label: 'Sheriff' }]} selected={[]} onChange={(values) => list.setFilter('kind', values)} />
        </FilterBar>
        <DataTable
          caption="Agencies"
          columns={columns}
          result={result}
          rowId={(row) => row.id}
          sort={list.sort}
          onSort={list.toggleSort}
          hidden={hidden}
          selection={{ selected, onChange: setSelected, rowLabel: (row) => row.name }}
          empty={
            <EmptyState icon={SearchX} title="No agencies match these filters" action={<Button onClick={list.clear}>Clear all filters</Button>}>
              Remove a filter, or check the spelling. Archived agencies are hidden.
            </EmptyState>
          }
        />
      </Card>
    </>
  );
}
