import { ChevronDown } from 'lucide-react';
import { useId } from 'react';
import { formatDate } from '@/shared/format';
import { cx } from './cx';
import type { ChosenFilter } from './FilterBar';
import { Popover } from './Popover';
import styles from './FilterBar.module.css';

interface DateFilterProps {
  /** What the days are of: "Begins". */
  label: string;
  from: string | undefined;
  to: string | undefined;
  onFrom: (day: string | undefined) => void;
  onTo: (day: string | undefined) => void;
}

/** A filter by days, both ends included and either one open. */
export function DateFilter({ label, from, to, onFrom, onTo }: DateFilterProps) {
  const id = useId();
  const count = (from ? 1 : 0) + (to ? 1 : 0);
  return (
    <Popover
      label={`Filter by ${label.toLowerCase()}`}
      trigger={(props) => (
        <button type="button" {...props} className={cx(styles.chip, count > 0 && styles.on)}>
          {label}
          {count > 0 ? (
            <span className={styles.number}>
              {count}
              <span className="sr-only"> chosen</span>
            </span>
          ) : null}
          <ChevronDown size={15} aria-hidden />
        </button>
      )}
    >
      {() => (
        <fieldset className={styles.days}>
          <legend className="sr-only">{label}</legend>
          <label htmlFor={`${id}f`}>From</label>
          <input id={`${id}f`} type="date" value={from ?? ''} max={to} onChange={(event) => onFrom(event.target.value || undefined)} />
          <label htmlFor={`${id}t`}>To</label>
          <input id={`${id}t`} type="date" value={to ?? ''} min={from} onChange={(event) => onTo(event.target.value || undefined)} />
        </fieldset>
      )}
    </Popover>
  );
}

interface DaysListing<N extends string> {
  filters: Partial<Record<`${N}.gte` | `${N}.lte`, unknown>>;
  setFilter: (name: `${N}.gte` | `${N}.lte`, value: string | undefined) => void;
}

/** What a `DateFilter` needs of a list that is filtered by `due_on.gte` and `due_on.lte`. */
export function daysOf<N extends string>({ filters, setFilter }: DaysListing<N>, label: string, name: N): DateFilterProps {
  const [from, to] = [`${name}.gte`, `${name}.lte`] as const;
  return {
    label,
    from: filters[from] as string | undefined,
    to: filters[to] as string | undefined,
    onFrom: (day) => setFilter(from, day),
    onTo: (day) => setFilter(to, day),
  };
}

/** The chips of a `DateFilter`. */
export function chosenDays({ label, from, to, onFrom, onTo }: DateFilterProps): ChosenFilter[] {
  return [
    ...(from ? [{ key: `${label}-from`, label: `${label} from ${formatDate(from)}`, onRemove: () => onFrom(undefined) }] : []),
    ...(to ? [{ key: `${label}-to`, label: `${label} to ${formatDate(to)}`, onRemove: () => onTo(undefined) }] : []),
  ];
}
