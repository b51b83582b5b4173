import { Coins } from 'lucide-react';
import { DateField, TextInput } from '@/shared/forms/fields';
import { formatDate } from '@/shared/format';
import { useList, useListing } from '@/shared/listing';
import { Card, columnsOf, EmptyState, ListTable, Pagination } from '@/shared/ui';
import { exchangeListing, exchangeRates, type ExchangeRow } from './queries';
import styles from './Rates.module.css';

const column = columnsOf<ExchangeRow>();
const columns = column.columns([
  column.accessor('currency', { header: 'Currency', meta: { sort: 'currency', card: 'title' } }),
  column.accessor('usd_per_unit', {
    header: 'US dollars for one',
    cell: ({ getValue }) => <span className="num">{getValue()}</span>,
    meta: { align: 'end', cardLabel: true },
  }),
  column.accessor('rated_on', { header: 'Rate of', cell: ({ getValue }) => formatDate(getValue()), meta: { sort: 'rated_on', cardLabel: true } }),
  column.accessor('reporting_only', { header: 'Used', cell: ({ getValue }) => (getValue() ? 'To flag others' : 'To exchange'), meta: { cardLabel: true } }),
  column.accessor('source', { header: 'Source', meta: { card: 'subtitle', width: '32%' } }),
]);

/** Rates of the table: used where neither card nor receipt tells one. The Treasury's only flag those that deviate. */
export default function ExchangeRates() {
  const listing = useListing(exchangeListing);
  const { currency, on } = listing.filters;
  const result = useList(exchangeRates(listing.query));
  return (
    <Card
      title="Exchange"
      subtitle={on ? `The last rate of each currency up to ${formatDate(on)}` : 'Every rate on record, newest first'}
      body="flush"
      footer={<Pagination page={result.page} one="rate" many="rates" onGo={listing.goTo} />}
    >
      <div className={styles.ask}>
        <DateField label="Day" optional value={on ?? ''} onChange={(event) => listing.setFilter('on', event.target.value || undefined)} />
        <TextInput
          label="Currency"
          optional
          maxLength={3}
          placeholder="GTQ"
          defaultValue={currency ?? ''}
          onChange={({ target: { value } }) => {
            const code = value.trim().toUpperCase();
            if (code === '' || /^[A-Z]{3}$/.test(code)) listing.setFilter('currency', code || undefined);
          }}
        />
      </div>
      <ListTable
        caption="Exchange rates"
        columns={columns}
        result={result}
        listing={listing}
        unmatched="No rate for this"
        hint="Try another day or currency."
        clear="Show every rate"
        empty={
          <EmptyState icon={Coins} title="No exchange rates yet">
            Claims name the rate of the card or the receipt until finance adds rates here.
          </EmptyState>
        }
      />
    </Card>
  );
}
