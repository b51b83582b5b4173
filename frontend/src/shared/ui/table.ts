import {
  columnVisibilityFeature,
  createColumnHelper,
  metaHelper,
  rowSelectionFeature,
  tableFeatures,
  type ColumnDef,
} from '@tanstack/react-table';

export interface ColumnMeta {
  /** The API's name for sorting by this column; without it the heading is plain. */
  sort?: string;
  /** Numbers and money stand at the end of their column. */
  align?: 'start' | 'end';
  /**
   * Its place on a phone's row card: the heading line, the line under it, one of the facts after that (default),
   * the right edge of the heading line, or left out.
   */
  card?: 'title' | 'subtitle' | 'fact' | 'corner' | 'hidden';
  /** Shows the column's name before the value on a card, for values that do not explain themselves. */
  cardLabel?: boolean;
  /** CSS width. */
  width?: string;
  /** Words for the column menu when the heading is not text. */
  name?: string;
  /** False: always shown. */
  hideable?: boolean;
}

export const features = tableFeatures({
  columnVisibilityFeature,
  rowSelectionFeature,
  columnMeta: metaHelper<ColumnMeta>(),
});
export type Features = typeof features;

// Columns of one table hold values of several types; react-table's own name for "any of them" is any.
// oxlint-disable-next-line typescript/no-explicit-any
export type Column<T extends object> = ColumnDef<Features, T, any>;

/** `const column = columnsOf<Agency>()`, then `column.accessor('name', { header: 'Agency', meta: { sort: 'name' } })`. */
export function columnsOf<T extends object>() {
  return createColumnHelper<Features, T>();
}
