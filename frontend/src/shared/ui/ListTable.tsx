import { SearchX } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Listing } from '@/shared/listing';
import { Button } from './Button';
import { DataTable, type DataTableProps } from './DataTable';
import { EmptyState } from './States';

interface ListTableProps<T extends { id: string }> extends Omit<DataTableProps<T>, 'rowId' | 'sort' | 'onSort' | 'empty'> {
  listing: Pick<Listing, 'sort' | 'toggleSort' | 'activeCount' | 'clear'>;
  /** Said when something is asked for and nothing fits: "No agencies match". */
  unmatched: string;
  /** What to do then. */
  hint?: string;
  /** What the button says that takes every filter away. */
  clear?: string;
  /** What stands there when there is nothing at all. */
  empty: ReactNode;
}

/** The table of a list whose state is in the address. */
export function ListTable<T extends { id: string }>({
  listing,
  unmatched,
  hint = 'Remove a filter to see more.',
  clear = 'Clear all filters',
  empty,
  ...table
}: ListTableProps<T>) {
  return (
    <DataTable
      {...table}
      rowId={(row) => row.id}
      sort={listing.sort}
      onSort={listing.toggleSort}
      empty={
        listing.activeCount > 0 ? (
          <EmptyState icon={SearchX} title={unmatched} action={<Button onClick={listing.clear}>{clear}</Button>}>
            {hint}
          </EmptyState>
        ) : (
          empty
        )
      }
    />
  );
}
