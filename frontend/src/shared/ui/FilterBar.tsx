import { ChevronDown, Columns3, Search, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useId, useState } from 'react';
import { cx } from './cx';
import { Popover } from './Popover';
import styles from './FilterBar.module.css';

export interface FilterOption {
  value: string;
  label: string;
}

interface SearchFieldProps {
  /** What can be searched: "Find by name, city or state". */
  label: string;
  value: string;
  onChange: (text: string) => void;
}

export function SearchField({ label, value, onChange }: SearchFieldProps) {
  return (
    <div className={styles.search}>
      <Search size={16} aria-hidden />
      <input
        type="search"
        aria-label={label}
        placeholder={label}
        value={value}
        maxLength={200}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  );
}

interface FilterPopoverProps {
  label: string;
  options: readonly FilterOption[];
  selected: readonly string[];
  onChange: (values: string[]) => void;
  /** Only one at a time. */
  single?: boolean;
}

/** A filter of several values behind a button that says how many are chosen. Long lists get a search of their own. */
export function FilterPopover({ label, options, selected, onChange, single }: FilterPopoverProps) {
  const [text, setText] = useState('');
  const name = useId();
  const wanted = text.trim().toLowerCase();
  const shown = wanted ? options.filter((option) => option.label.toLowerCase().includes(wanted)) : options;
  const toggle = (value: string) => {
    if (single) onChange(selected.includes(value) ? [] : [value]);
    else onChange(selected.includes(value) ? selected.filter((one) => one !== value) : [...selected, value]);
  };
  return (
    <Popover
      label={`Filter by ${label.toLowerCase()}`}
      onOpenChange={(open) => {
        if (!open) setText('');
      }}
      trigger={(props) => (
        <button type="button" {...props} className={cx(styles.chip, selected.length > 0 && styles.on)}>
          {label}
          {selected.length > 0 ? (
            <span className={styles.number}>
              {selected.length}
              <span className="sr-only"> chosen</span>
            </span>
          ) : null}
          <ChevronDown size={15} aria-hidden />
        </button>
      )}
    >
      {() => (
        <fieldset className={styles.options}>
          <legend className="sr-only">{label}</legend>
          {options.length > 9 ? (
            <div className={styles.optionSearch}>
              <SearchField label={`Find in ${label.toLowerCase()}`} value={text} onChange={setText} />
            </div>
          ) : null}
          {shown.map((option) => (
            <label key={option.value} className={styles.option}>
              <input
                type={single ? 'radio' : 'checkbox'}
                name={name}
                checked={selected.includes(option.value)}
                onChange={() => toggle(option.value)}
              />
              {option.label}
            </label>
          ))}
          {shown.length === 0 ? <p className={styles.none}>Nothing matches “{text}”.</p> : null}
        </fieldset>
      )}
    </Popover>
  );
}

export interface ChosenFilter {
  key: string;
  label: string;
  onRemove: () => void;
}

interface FilterBarProps {
  /** Left out where the API cannot search. */
  search?: SearchFieldProps;
  /** FilterPopovers. */
  children?: ReactNode;
  /** What is chosen, as chips that take it back. */
  chosen?: ChosenFilter[];
  onClear?: () => void;
  /** At the right: columns, export. */
  end?: ReactNode;
}

export function FilterBar({ search, children, chosen = [], onClear, end }: FilterBarProps) {
  const any = chosen.length > 0 || (search !== undefined && search.value !== '');
  return (
    <div className={styles.bar} role="search" data-print="hide">
      <div className={styles.row}>
        {search ? <SearchField {...search} /> : null}
        <div className={styles.filters}>{children}</div>
        {end ? <div className={styles.barEnd}>{end}</div> : null}
      </div>
      {any ? (
        <div className={styles.chosen}>
          {chosen.map(({ key, label, onRemove }) => (
            <button key={key} type="button" className={styles.taken} onClick={onRemove}>
              {label}
              <X size={13} aria-hidden />
              <span className="sr-only">, remove this filter</span>
            </button>
          ))}
          <button type="button" className={styles.clear} onClick={onClear}>
            Clear all
          </button>
        </div>
      ) : null}
    </div>
  );
}

/** The chips of a list's filters, from its options: `chosenFilters(listing, [{ name: 'status', label: 'Status', options }])`. */
export function chosenFilters(
  listing: { filters: object; setFilter: (name: never, value: string[] | undefined) => void },
  definitions: { name: string; label: string; options: readonly FilterOption[] }[],
): ChosenFilter[] {
  return definitions.flatMap(({ name, label, options }) => {
    const raw = (listing.filters as Record<string, string | string[] | boolean | undefined>)[name];
    const values = raw === undefined ? [] : Array.isArray(raw) ? raw : [String(raw)];
    return values.map((value) => ({
      key: `${name}:${value}`,
      label: `${label}: ${options.find((option) => option.value === value)?.label ?? value}`,
      onRemove: () => listing.setFilter(name as never, values.filter((one) => one !== value)),
    }));
  });
}

interface ColumnsMenuProps {
  columns: { id: string; label: string }[];
  hidden: Record<string, boolean>;
  onChange: (hidden: Record<string, boolean>) => void;
}

/** Which columns a table shows: `hidden` has false for those it does not. */
export function ColumnsMenu({ columns, hidden, onChange }: ColumnsMenuProps) {
  return (
    <Popover
      label="Columns"
      align="end"
      trigger={(props) => (
        <button type="button" {...props} className={cx(styles.chip, styles.desktopOnly)}>
          <Columns3 size={15} aria-hidden />
          Columns
          <ChevronDown size={15} aria-hidden />
        </button>
      )}
    >
      {() => (
        <fieldset className={styles.options}>
          <legend className="sr-only">Columns shown</legend>
          {columns.map(({ id, label }) => (
            <label key={id} className={styles.option}>
              <input
                type="checkbox"
                checked={hidden[id] !== false}
                onChange={(event) => onChange({ ...hidden, [id]: event.target.checked })}
              />
              {label}
            </label>
          ))}
        </fieldset>
      )}
    </Popover>
  );
}
