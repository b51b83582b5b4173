import type { ReactNode } from 'react';

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

export interface Cell<T, V> {
  row: { id: string; original: T };
  getValue: () => V;
}

interface Definition<T, V> {
  header: string | (() => ReactNode);
  /** The value itself by default. */
  cell?: (cell: Cell<T, V>) => ReactNode;
  meta?: ColumnMeta;
}

export interface Column<T extends object> {
  id: string;
  header: string | (() => ReactNode);
  meta: ColumnMeta | undefined;
  render: (row: T, id: string) => ReactNode;
}

function define<T extends object, V>(id: string, valueOf: (row: T) => V, definition: Definition<T, V>): Column<T> {
  const { header, meta, cell = ({ getValue }) => getValue() as ReactNode } = definition;
  return { id, header, meta, render: (row, rowId) => cell({ row: { id: rowId, original: row }, getValue: () => valueOf(row) }) };
}

/**
 * `const column = columnsOf<Agency>()`, then `column.accessor('name', { header: 'Agency', meta: { sort: 'name' } })`.
 * Sorting, filtering and paging are the server's, so a column is a heading and what stands in its cells.
 */
export function columnsOf<T extends object>() {
  return {
    accessor: <K extends keyof T & string>(name: K, definition: Definition<T, T[K]>): Column<T> =>
      define(name, (row: T) => row[name], definition),
    display: ({ id, ...definition }: Definition<T, undefined> & { id: string }): Column<T> =>
      define(id, () => undefined, definition),
    columns: (columns: Column<T>[]): Column<T>[] => columns,
  };
}
