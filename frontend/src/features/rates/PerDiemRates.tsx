import { useQuery } from '@tanstack/react-query';
import { BadgeDollarSign } from 'lucide-react';
import { DateField } from '@/shared/forms/fields';
import { formatDate, formatMonthDay, formatMoney, humanize } from '@/shared/format';
import { useList, useListing } from '@/shared/listing';
import { useCountryOptions } from '@/shared/reference';
import { Card, chosenFilters, columnsOf, EmptyState, ErrorState, Facts, FilterBar, FilterPopover, layout, ListTable, Pagination, Skeleton, TwoLines } from '@/shared/ui';
import styles from './Rates.module.css';
import { interestRates, mileageRates, perDiemListing, perDiemRates, type PerDiemRow } from './queries';

const SCOPES = [
  { value: 'foreign', label: 'Foreign' },
  { value: 'oconus', label: 'Outside the 48 states' },
  { value: 'conus', label: 'Within the 48 states' },
];

/** The tables call whatever they do not name `[Other]`. */
const placeName = (location: string): string => (location === '[Other]' ? 'Every other place' : location);

const today = () => new Date().toISOString().slice(0, 10);

const column = columnsOf<PerDiemRow>();
const columns = column.columns([
  column.accessor('location', {
    header: 'Place',
    cell: ({ row: { original } }) => <TwoLines under={original.country_name}>{placeName(original.location)}</TwoLines>,
    meta: { sort: 'location', card: 'title', width: '36%' },
  }),
  column.display({
    id: 'season',
    header: 'Season',
    cell: ({ row: { original: { season_start: start, season_end: end } } }) => (start === '01-01' && end === '12-31' ? 'All year' : `${formatMonthDay(start)} – ${formatMonthDay(end)}`),
  }),
  column.accessor('lodging', { header: 'Lodging, up to', cell: ({ getValue }) => formatMoney(getValue()), meta: { sort: 'lodging', align: 'end', cardLabel: true } }),
  column.accessor('mie', { header: 'M&IE', cell: ({ getValue }) => formatMoney(getValue()), meta: { sort: 'mie', align: 'end', cardLabel: true } }),
  column.accessor('effective_from', { header: 'In force since', cell: ({ getValue }) => formatDate(getValue()), meta: { card: 'hidden' } }),
]);

function Mileage({ on }: { on: string }) {
  const { data, error, refetch } = useQuery(mileageRates(on));
  return (
    <Card title="Mileage" subtitle={`Per mile on ${formatDate(on)}`}>
      {error ? <ErrorState compact error={error} onRetry={() => void refetch()} /> : null}
      {!error && !data ? <Skeleton height={100} /> : null}
      {data?.length === 0 ? <p className="muted">No rate in force.</p> : null}
      {data && data.length > 0 ? (
        <Facts items={data.map(({ mode, usd_per_mile }) => ({ label: humanize(mode), value: <span className="num">${usd_per_mile}</span> }))} />
      ) : null}
    </Card>
  );
}

function Interest({ on }: { on: string }) {
  const { data, error, refetch } = useQuery(interestRates(on));
  const rate = data?.items[0];
  return (
    <Card title="Late payment" subtitle="Prompt Payment Act, simple interest per year">
      {error ? <ErrorState compact error={error} onRetry={() => void refetch()} /> : null}
      {!error && !data ? <Skeleton height={40} /> : null}
      {data ? (
        rate ? (
          <p className={styles.figure}>
            {rate.percent}%<span className="muted"> since {formatDate(rate.effective_from)}</span>
          </p>
        ) : (
          <p className="muted">No rate in force on {formatDate(on)}.</p>
        )
      ) : null}
    </Card>
  );
}

/** What may be reimbursed on a day, at a place; with the rates that are the same everywhere. */
export default function PerDiemRates() {
  const listing = useListing(perDiemListing);
  const { country, scope, on = today() } = listing.filters;
  const result = useList(perDiemRates({ ...listing.query, on }));
  const countries = useCountryOptions();
  return (
    <div className={layout.grid}>
      <div className={`${layout.stack} ${layout.span8}`}>
        <Card title="Per diem" subtitle={`In force on ${formatDate(on)}`} body="flush" footer={<Pagination page={result.page} one="place" many="places" onGo={listing.goTo} />}>
          <div className={styles.ask}>
            <DateField label="Day" value={on} onChange={(event) => listing.setFilter('on', event.target.value || undefined)} />
          </div>
          <FilterBar
            search={{ label: 'Find a place', value: listing.draft, onChange: listing.setDraft }}
            chosen={chosenFilters(listing, [
              { name: 'country', label: 'Country', options: countries },
              { name: 'scope', label: 'Area', options: SCOPES },
            ]).map((chip) => ({ ...chip, onRemove: () => listing.setFilter(chip.key.startsWith('country') ? 'country' : 'scope', undefined) }))}
            onClear={listing.clear}
          >
            <FilterPopover single label="Country" options={countries} selected={country ? [country] : []} onChange={([value]) => listing.setFilter('country', value)} />
            <FilterPopover single label="Area" options={SCOPES} selected={scope ? [scope] : []} onChange={([value]) => listing.setFilter('scope', value)} />
          </FilterBar>
          <ListTable
            caption="Per diem rates"
            columns={columns}
            result={result}
            listing={listing}
            unmatched="No rate in force"
            hint="Try another day, or look for “other”: the country’s rate for places without their own."
            clear="Clear the search"
            empty={
              <EmptyState icon={BadgeDollarSign} title="No rates yet">
                They come with the reference data; the finance reviewer adds others.
              </EmptyState>
            }
          />
        </Card>
      </div>
      <div className={`${layout.stack} ${layout.span4}`}>
        <Mileage on={on} />
        <Interest on={on} />
      </div>
    </div>
  );
}
