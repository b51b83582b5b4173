import { CircleAlert } from 'lucide-react';
import { useRef, type ClipboardEvent, type KeyboardEvent } from 'react';
import { formatDate } from '@/shared/format';
import { blockOf, focusCell, nextCell } from '../draft/grid';
import { daysOf, EMPTY_DAY, HOURS, withBlock, type DayDraft, type PeriodDraft } from './sheetDraft';
import styles from './Timesheet.module.css';

const COLUMNS = [...HOURS, 'note'] as const;
type Column = (typeof COLUMNS)[number];
const HEADS: Record<Column, string> = { regular: 'Regular', overtime: 'Overtime', leave: 'Leave', note: 'Note' };
const weekday = () => new Intl.DateTimeFormat('en-US', { weekday: 'short', timeZone: 'UTC' });

const hours = (text: string): number => {
  const value = Number(text.trim() || '0');
  return Number.isFinite(value) ? value : 0;
};
const shown = (value: number) => (value === 0 ? '—' : String(Math.round(value * 100) / 100));

interface SheetGridProps {
  period: PeriodDraft;
  onChange: (period: PeriodDraft) => void;
  /** Messages of a refused save, by day and field. */
  problem: (on: string, field: string) => string | undefined;
}

/**
 * The hours of a pay period as a grid, by the keys of the trip's. Leave is written down so that the day is whole. On a
 * phone each day is a card.
 */
export function SheetGrid({ period, onChange, problem }: SheetGridProps) {
  const table = useRef<HTMLTableElement>(null);
  const order = daysOf(period);
  const of = (on: string): DayDraft => period.days[on] ?? EMPTY_DAY;
  const set = (on: string, change: Partial<DayDraft>) => onChange({ ...period, days: { ...period.days, [on]: { ...of(on), ...change } } });
  const names = weekday();

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>, row: number, column: number) => {
    const name = COLUMNS[column];
    if (event.key === 'd' && (event.ctrlKey || event.metaKey) && row > 0 && name) {
      event.preventDefault();
      set(order[row] ?? '', { [name]: of(order[row - 1] ?? '')[name] });
      return;
    }
    const to = nextCell(event, row, column);
    if (!to) return;
    event.preventDefault();
    focusCell(table.current, ...to);
  };
  const onPaste = (event: ClipboardEvent, row: number, column: number) => {
    const block = blockOf(event.clipboardData.getData('text/plain'));
    if (!block) return;
    event.preventDefault();
    onChange(withBlock(period, order, { row, column }, block));
  };
  if (order.length === 0) return <p className="muted">The days appear once the period has its first and last day, at most a month apart.</p>;
  const sums = HOURS.map((name) => order.reduce((sum, on) => sum + hours(of(on)[name]), 0));
  return (
    // Wide tables scroll by themselves: the keyboard has to reach them.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keyboard.
    <div className={styles.scroll} tabIndex={0} role="group" aria-label={`Hours from ${formatDate(period.starts_on)}`}>
      <table ref={table} className={styles.grid}>
        <caption className="sr-only">Hours by day: arrows and Enter go from cell to cell, Ctrl+D copies the cell above.</caption>
        <thead>
          <tr>
            <th scope="col">Day</th>
            {COLUMNS.map((column) => (
              <th key={column} scope="col">
                {HEADS[column]}
              </th>
            ))}
            <th scope="col">Hours</th>
          </tr>
        </thead>
        <tbody>
          {order.map((on, row) => {
            const day = of(on);
            const name = names.format(new Date(`${on}T00:00:00Z`));
            const found = ['worked_on', ...COLUMNS].map((field) => problem(on, field)).filter((message) => message !== undefined);
            return (
              <tr key={on} data-rest={name === 'Sat' || name === 'Sun'}>
                <th scope="row">
                  {formatDate(on)}
                  <small>{name}</small>
                </th>
                {COLUMNS.map((column, index) => (
                  <td key={column} data-label={HEADS[column]} data-column={column}>
                    <input
                      type="text"
                      autoComplete="off"
                      className={styles.cell}
                      inputMode={column === 'note' ? undefined : 'decimal'}
                      maxLength={column === 'note' ? 500 : 5}
                      data-cell={`${row}:${index}`}
                      aria-label={`${HEADS[column]}, ${formatDate(on)}`}
                      aria-invalid={found.length > 0 && column === 'regular' ? true : undefined}
                      aria-describedby={found.length > 0 ? `${on}-problem` : undefined}
                      value={day[column]}
                      onChange={(event) => set(on, { [column]: event.target.value })}
                      onKeyDown={(event) => onKeyDown(event, row, index)}
                      onPaste={(event) => onPaste(event, row, index)}
                    />
                    {column === 'note' && found.length > 0 ? (
                      <span id={`${on}-problem`} className={styles.problem}>
                        {found.map((message) => (
                          <span key={message}>
                            <CircleAlert size={14} aria-hidden />
                            {message}
                          </span>
                        ))}
                      </span>
                    ) : null}
                  </td>
                ))}
                <td data-label="Hours" className={styles.sum}>
                  {shown(HOURS.reduce((sum, part) => sum + hours(day[part]), 0))}
                </td>
              </tr>
            );
          })}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">Together</th>
            {HOURS.map((name, index) => (
              <td key={name} data-label={HEADS[name]} className={styles.sum}>
                {shown(sums[index] ?? 0)}
              </td>
            ))}
            <td data-column="note" />
            <td data-label="Hours" className={styles.sum}>
              {shown(sums.reduce((sum, value) => sum + value, 0))}
            </td>
          </tr>
        </tfoot>
      </table>
    </div>
  );
}
