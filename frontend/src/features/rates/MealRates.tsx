import { SearchX } from 'lucide-react';
import { DateField } from '@/shared/forms/fields';
import { formatDate, formatMoney } from '@/shared/format';
import { useList, useListing } from '@/shared/listing';
import { Button, Card, columnsOf, DataTable, EmptyState, FilterBar, FilterPopover, Pagination } from '@/shared/ui';
import { mealListing, mealRates, type MieRow } from './queries';
import styles from './Rates.module.css';

const SCOPES = [
  { value: 'conus', label: 'Within the 48 states' },
  { value: 'foreign_oconus', label: 'Everywhere else' },
];
const scopeName = (scope: string) => SCOPES.find(({ value }) => value === scope)?.label ?? scope;

const today = () => new Date().toISOString().slice(0, 10);

const column = columnsOf<MieRow>();
const part = (name: 'breakfast' | 'lunch' | 'dinner' | 'incidentals', header: string) =>
  column.accessor(name, { header, cell: ({ getValue }) => formatMoney(getValue()), meta: { align: 'end', cardLabel: true } });
const columns = column.columns([
  column.accessor('total', { header: 'M&IE of a day', cell: ({ getValue }) => formatMoney(getValue()), meta: { sort: 'total', card: 'title' } }),
  part('breakfast', 'Breakfast'),
  part('lunch', 'Lunch'),
  part('dinner', 'Dinner'),
  part('incidentals', 'Incidentals'),
  column.accessor('scope', { header: 'Where', cell: ({ getValue }) => scopeName(getValue()), meta: { card: 'subtitle' } }),
]);

/** How a day's M&IE splits: what a meal that is furnished takes off. */
export default function MealRates() {
  const listing = useListing(mealListing);
  const { scope, on = today() } = listing.filters;
  const result = useList(mealRates({ ...listing.query, on }));
  return (
    <Card
      title="Meals and incidentals"
      subtitle={`What a furnished meal takes off the day, in force on ${formatDate(on)}`}
      body="flush"
      footer={<Pagination page={result.page} one="split" many="splits" onGo={listing.goTo} />}
    >
      <div className={styles.ask}>
        <DateField label="Day" value={on} onChange={(event) => listing.setFilter('on', event.target.value || undefined)} />
      </div>
      <FilterBar
        chosen={scope ? [{ key: 'scope', label: `Where: ${scopeName(scope)}`, onRemove: () => listing.setFilter('scope', undefined) }] : []}
        onClear={listing.clear}
      >
        <FilterPopover single label="Where" options={SCOPES} selected={scope ? [scope] : []} onChange={([value]) => listing.setFilter('scope', value)} />
      </FilterBar>
      <DataTable
        caption="Splits of meals and incidentals"
        columns={columns}
        result={result}
        rowId={(row) => row.id}
        sort={listing.sort}
        onSort={listing.toggleSort}
        empty={
          <EmptyState icon={SearchX} title={`No split in force on ${formatDate(on)}`} action={<Button onClick={listing.clear}>Look at today</Button>}>
            Splits come with the reference data. Try another day.
          </EmptyState>
        }
      />
    </Card>
  );
}
