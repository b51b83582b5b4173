import { createLink } from '@tanstack/react-router';
import { ArrowDown, ArrowUp, ArrowUpDown } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';
import { useMemo } from 'react';
import type { ListResult, Sort } from '@/shared/listing';
import { cx } from './cx';
import { Skeleton } from './Skeleton';
import { EmptyState, ErrorState } from './States';
import type { Column } from './table';
import styles from './DataTable.module.css';

/** Row ids that are ticked. */
export type Selection = Record<string, boolean>;

export interface DataTableProps<T extends object> {
  /** Names the table for screen readers. */
  caption: string;
  /** Stable: define them outside the component. */
  columns: Column<T>[];
  result: ListResult<T>;
  rowId: (row: T) => string;
  sort?: Sort;
  onSort?: (column: string) => void;
  /** What stands there when the list is empty. */
  empty?: ReactNode;
  selection?: { selected: Selection; onChange: (next: Selection) => void; rowLabel: (row: T) => string };
  /** Columns by id; false is not shown. */
  hidden?: Record<string, boolean>;
  /** Rows of skeleton while loading; the page size in use, so that nothing moves. */
  skeletonRows?: number;
}

function SortHeading({ sort, name, onSort, children }: { sort?: Sort; name: string; onSort: (name: string) => void; children: ReactNode }) {
  const active = sort?.column === name;
  const Icon = active ? (sort.descending ? ArrowDown : ArrowUp) : ArrowUpDown;
  return (
    <button type="button" className={cx(styles.sort, active && styles.sorted)} onClick={() => onSort(name)}>
      {children}
      <Icon size={14} aria-hidden />
    </button>
  );
}

const nameOf = <T extends object>({ header, meta }: Column<T>): string | undefined =>
  meta?.name ?? (typeof header === 'string' ? header : undefined);

function withRow(selected: Selection, id: string, ticked: boolean): Selection {
  const { [id]: _, ...others } = selected;
  return ticked ? { ...others, [id]: true } : others;
}

const ariaSort = (sort: Sort | undefined, name: string | undefined) => {
  if (!name) return undefined;
  if (sort?.column !== name) return 'none' as const;
  return sort.descending ? ('descending' as const) : ('ascending' as const);
};

/** On a phone the headings are gone, so the sort is a choice above the cards. */
function PhoneSort({ choices, sort, onSort }: { choices: { name: string; label: string }[]; sort: Sort; onSort: (name: string) => void }) {
  return (
    <div className={styles.phoneSort}>
      <label>
        <span>Sort by</span>
        <select value={sort.column} onChange={(event) => onSort(event.target.value)}>
          {choices.some(({ name }) => name === sort.column) ? null : <option value={sort.column}>Default order</option>}
          {choices.map(({ name, label }) => (
            <option key={name} value={name}>
              {label}
            </option>
          ))}
        </select>
      </label>
      <button type="button" onClick={() => onSort(sort.column)} aria-label={sort.descending ? 'Descending; turn' : 'Ascending; turn'}>
        {sort.descending ? <ArrowDown size={16} aria-hidden /> : <ArrowUp size={16} aria-hidden />}
      </button>
    </div>
  );
}

/**
 * A list as a table; on a phone the same rows stand as compact cards. Explicit table roles keep the semantics when the
 * layout is no table any more. Loading keeps the final height; a new page dims the old rows until it is there.
 */
export function DataTable<T extends object>(props: DataTableProps<T>) {
  const { caption, columns, result, rowId, sort, onSort, empty, selection, hidden, skeletonRows = 10 } = props;
  const rows = result.page?.items ?? [];
  const shown = columns.filter(({ id }) => hidden?.[id] !== false);
  const sortChoices = useMemo(
    () =>
      columns.flatMap((column) => {
        const label = nameOf(column);
        return column.meta?.sort && label ? [{ name: column.meta.sort, label }] : [];
      }),
    [columns],
  );

  if (result.error && !result.page) return <ErrorState error={result.error} onRetry={result.retry} />;
  if (!result.loading && rows.length === 0) {
    return <>{empty ?? <EmptyState title="Nothing here yet" />}</>;
  }
  const ticked = selection ? rows.filter((row) => selection.selected[rowId(row)]).length : 0;

  return (
    <div className={styles.wrap}>
      {sort && onSort && sortChoices.length > 0 ? <PhoneSort choices={sortChoices} sort={sort} onSort={onSort} /> : null}
      <table role="table" aria-label={caption} aria-busy={result.loading || result.stale} className={cx(styles.table, result.stale && styles.stale)}>
        <thead role="rowgroup">
          <tr role="row">
            {selection ? (
              <th role="columnheader" scope="col" className={styles.tick}>
                <input
                  type="checkbox"
                  aria-label="Select all rows of this page"
                  checked={ticked > 0 && ticked === rows.length}
                  ref={(box) => {
                    if (box) box.indeterminate = ticked > 0 && ticked < rows.length;
                  }}
                  onChange={(event) =>
                    selection.onChange(event.target.checked ? Object.fromEntries(rows.map((row) => [rowId(row), true])) : {})
                  }
                />
              </th>
            ) : null}
            {shown.map(({ id, header, meta }) => {
              const content = typeof header === 'string' ? header : header();
              return (
                <th
                  key={id}
                  role="columnheader"
                  scope="col"
                  aria-sort={onSort ? ariaSort(sort, meta?.sort) : undefined}
                  className={cx(meta?.align === 'end' && styles.end)}
                  style={meta?.width ? { width: meta.width } : undefined}
                >
                  {meta?.sort && onSort ? (
                    <SortHeading sort={sort} name={meta.sort} onSort={onSort}>
                      {content}
                    </SortHeading>
                  ) : (
                    content
                  )}
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {result.loading
            ? Array.from({ length: skeletonRows }, (_, index) => (
                <tr key={index} role="row" className={styles.ghost}>
                  {selection ? <td role="cell" className={styles.tick} /> : null}
                  {shown.map(({ id }, column) => (
                    <td key={id} role="cell">
                      <Skeleton width={column === 0 ? '70%' : '50%'} />
                    </td>
                  ))}
                </tr>
              ))
            : rows.map((row) => {
                const id = rowId(row);
                const chosen = selection ? selection.selected[id] === true : undefined;
                return (
                  <tr key={id} role="row" aria-selected={chosen}>
                    {selection ? (
                      <td role="cell" className={styles.tick}>
                        <input
                          type="checkbox"
                          aria-label={`Select ${selection.rowLabel(row)}`}
                          checked={chosen}
                          onChange={(event) => selection.onChange(withRow(selection.selected, id, event.target.checked))}
                        />
                      </td>
                    ) : null}
                    {shown.map((column) => (
                      <td
                        key={column.id}
                        role="cell"
                        data-card={column.meta?.card ?? 'fact'}
                        data-label={column.meta?.cardLabel ? nameOf(column) : undefined}
                        className={cx(column.meta?.align === 'end' && styles.end)}
                      >
                        {column.render(row, id)}
                      </td>
                    ))}
                  </tr>
                );
              })}
        </tbody>
      </table>
      {result.loading ? <p className="sr-only" role="status">Loading {caption}</p> : null}
    </div>
  );
}

function RowAnchor({ className, ...rest }: ComponentProps<'a'>) {
  // oxlint-disable-next-line jsx-a11y/anchor-has-content -- children arrive in rest
  return <a {...rest} className={cx(styles.rowLink, className)} />;
}

/** The link in a row's first cell; its clickable area is the whole row. */
export const RowLink = createLink(RowAnchor);

/** Two lines in a cell: the name and what tells it from others. */
export function TwoLines({ children, under }: { children: ReactNode; under?: ReactNode }) {
  return (
    <span className={styles.two}>
      <span className={styles.first}>{children}</span>
      {under ? <span className={styles.second}>{under}</span> : null}
    </span>
  );
}
