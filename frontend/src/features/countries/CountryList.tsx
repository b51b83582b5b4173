import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Earth, SearchX } from 'lucide-react';
import { useMemo } from 'react';
import { formatCount } from '@/shared/format';
import { BUREAUS } from '@/shared/labels/bureaus';
import { useList, useListing } from '@/shared/listing';
import {
  Button,
  Card,
  chosenFilters,
  columnsOf,
  DataTable,
  EmptyState,
  ErrorState,
  FilterBar,
  FilterPopover,
  PageHeader,
  Pagination,
  RowLink,
  Segmented,
  Skeleton,
  TwoLines,
  WorldMap,
} from '@/shared/ui';
import { countryList, countryListing, countryReport, type CountryRow } from './queries';

interface Row extends CountryRow {
  activities: number | undefined;
  open_requests: number | undefined;
}

const WAYS = [
  { value: 'table', label: 'Table' },
  { value: 'map', label: 'Map' },
];

const some = (count: number | undefined) => (count ? formatCount(count) : null);

const column = columnsOf<Row>();
const columns = column.columns([
  column.accessor('name', {
    header: 'Country',
    cell: ({ row: { original } }) => (
      <TwoLines under={original.capital ?? undefined}>
        <RowLink to="/countries/$id" params={{ id: original.id }}>
          {original.name}
        </RowLink>
      </TwoLines>
    ),
    meta: { sort: 'name', card: 'title', width: '36%' },
  }),
  column.accessor('genc3', { header: 'Code', meta: { sort: 'genc3', card: 'corner' } }),
  column.accessor('bureau', { header: 'Bureau', meta: { sort: 'bureau' } }),
  column.accessor('activities', { header: 'Activities this year', cell: ({ getValue }) => some(getValue()), meta: { align: 'end', cardLabel: true } }),
  column.accessor('open_requests', { header: 'Open requests', cell: ({ getValue }) => some(getValue()), meta: { align: 'end', cardLabel: true } }),
]);

function ActivityMap({ year }: { year: number | undefined }) {
  const navigate = useNavigate();
  const { data, error, refetch } = useQuery(countryReport(year));
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton height={420} />;
  const byCode = new Map(data.items.map(({ genc3, id }) => [genc3, id]));
  const counted = data.items.map(({ genc3, name, activities }) => ({ code: genc3, name, value: activities }));
  if (counted.every(({ value }) => value === 0)) {
    return (
      <EmptyState icon={Earth} title={`No activities in fiscal year ${data.fiscal_year}`}>
        Choose another year, or the table: it lists every country.
      </EmptyState>
    );
  }
  return (
    <WorldMap
      label={`Activities by country, fiscal year ${data.fiscal_year}`}
      noun="activities"
      data={counted}
      onOpen={(code) => void navigate({ to: '/countries/$id', params: { id: byCode.get(code) ?? '' } })}
    />
  );
}

/** Countries the programme may work in, and what it does there. */
export function CountryList() {
  const listing = useListing(countryListing);
  const { year: asked, ...query } = listing.query;
  const year = Number(asked) || undefined;
  const result = useList(countryList(query));
  const { data: report } = useQuery(countryReport());
  const present = report?.fiscal_year;
  const page = useMemo(() => {
    const figures = new Map((report?.items ?? []).map((item) => [item.id, item]));
    return (
      result.page && {
        ...result.page,
        items: result.page.items.map((row) => ({
          ...row,
          activities: figures.get(row.id)?.activities,
          open_requests: figures.get(row.id)?.open_requests,
        })),
      }
    );
  }, [result.page, report]);
  const asMap = listing.view === 'map';

  return (
    <>
      <PageHeader
        title="Countries"
        subtitle="Where the programme may work, and what it does there."
        actions={<Segmented label="Show as" tabs={WAYS} value={listing.view ?? 'table'} onChange={listing.setView} />}
      />
      {asMap ? (
        <Card
          title="Activities by country"
          subtitle={`Fiscal year ${year ?? present ?? '—'}`}
          actions={
            present === undefined ? undefined : (
              <Segmented
                label="Fiscal year"
                tabs={[present - 2, present - 1, present].map((one) => ({ value: String(one), label: String(one) }))}
                value={String(year ?? present)}
                onChange={(one) => listing.setFilter('year', one === String(present) ? undefined : one)}
              />
            )
          }
        >
          <ActivityMap year={year} />
        </Card>
      ) : (
        <Card body="flush" footer={<Pagination page={result.page} one="country" many="countries" onGo={listing.goTo} />}>
          <FilterBar
            search={{ label: 'Find by name or code', value: listing.draft, onChange: listing.setDraft }}
            chosen={chosenFilters(listing, [{ name: 'bureau', label: 'Bureau', options: BUREAUS }])}
            onClear={listing.clear}
          >
            <FilterPopover label="Bureau" options={BUREAUS} selected={listing.filters.bureau ?? []} onChange={(values) => listing.setFilter('bureau', values)} />
          </FilterBar>
          <DataTable
            caption="Countries"
            columns={columns}
            result={{ ...result, page }}
            rowId={(row) => row.id}
            sort={listing.sort}
            onSort={listing.toggleSort}
            empty={
              <EmptyState icon={SearchX} title="No countries match" action={<Button onClick={listing.clear}>Clear all filters</Button>}>
                Other names are found too: try an older or an official one.
              </EmptyState>
            }
          />
        </Card>
      )}
    </>
  );
}
