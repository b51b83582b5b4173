import { CircleAlert, Info } from 'lucide-react';
import { useRef, type ClipboardEvent, type KeyboardEvent } from 'react';
import { formatDate, formatMoney } from '@/shared/format';
import { Facts, IconButton, Popover } from '@/shared/ui';
import { blockOf, focusCell, nextCell } from '../draft/grid';
import { COLUMNS, isCheck, withBlock, type Column } from './cells';
import { EMPTY_DAY, type DayDraft, type Trip, type TripDraft } from './tripDraft';
import styles from './Trip.module.css';

type Day = Trip['days'][number];

const KINDS: Record<Day['kind'], string> = { first: 'First day', full: 'Full day', last: 'Last day', short: '12 to 24 hours', none: '12 hours or less' };
const HEADS: Record<Column, string> = {
  place: 'Place',
  amount: 'Lodging',
  currency: 'Currency',
  receipt: 'Receipt',
  breakfast: 'Breakfast',
  lunch: 'Lunch',
  dinner: 'Dinner',
  note: 'Note',
};
const FX_SOURCES = [
  ['', 'Rate from …'],
  ['card', 'Card statement'],
  ['exchange_receipt', 'Exchange receipt'],
  ['rate_table', 'Published table'],
] as const;

/** Why a day pays what it does: the row of the rate table, the rule and the numbers. */
function Why({ day, part }: { day: Day; part: 'lodging' | 'mie' }) {
  const cost = day[part];
  if (!cost) return null;
  const name = part === 'lodging' ? 'lodging' : 'meals';
  const { rate } = day;
  return (
    <Popover
      label={`How the ${name} of ${formatDate(day.service_on)} came about`}
      className={styles.why}
      trigger={(props) => <IconButton {...props} icon={Info} label={`Why ${name} of ${formatDate(day.service_on)}`} />}
    >
      {(close) => (
        <>
          <p>{cost.text}</p>
          <p>
            <code>
              {cost.formula} = {cost.allowed.amount}
            </code>
          </p>
          <Facts
            items={[
              { label: 'Rule', value: cost.rule },
              ...(rate
                ? [
                    { label: 'Rate row', value: `${rate.location}, ${rate.country_name}: lodging ${formatMoney(rate.lodging)}, M&IE ${formatMoney(rate.mie)}` },
                    { label: 'In force', value: `from ${formatDate(rate.effective_from)}, for ${formatDate(rate.looked_up_on)}` },
                    { label: 'Source', value: rate.source },
                    { label: 'Row', value: <code>{rate.id}</code> },
                  ]
                : []),
            ]}
          />
          <button type="button" className={styles.close} onClick={close}>
            Close
          </button>
        </>
      )}
    </Popover>
  );
}

const FIELDS: Partial<Record<Column, readonly string[]>> = { place: ['place', 'service_on'], amount: ['lodging'], breakfast: ['meals_furnished'], note: ['note'] };

function Problems({ id, found }: { id: string; found: readonly string[] }) {
  return found.length > 0 ? (
    <span id={id} className={styles.problem}>
      {found.map((message) => (
        <span key={message}>
          <CircleAlert size={14} aria-hidden />
          {message}
        </span>
      ))}
    </span>
  ) : null;
}

function Sum({ day, part }: { day: Day; part: 'lodging' | 'mie' }) {
  const cost = day[part];
  return (
    <td data-label={part === 'mie' ? 'M&IE' : 'Lodging allowed'} className={styles.sum}>
      {cost ? formatMoney(cost.allowed) : '—'}
      <Why day={day} part={part} />
    </td>
  );
}

interface TripGridProps {
  trip: Trip;
  draft: TripDraft;
  onChange: (draft: TripDraft) => void;
  places: string;
  /** Messages of a refused save, by day and field. */
  problem: (on: string, field: string) => string | undefined;
}

/**
 * The days of the trip as a grid. Arrows and Enter go from cell to cell as in a spreadsheet, Ctrl+D copies the cell
 * above, and a block copied from a spreadsheet is put in from the cell on. On a phone each day is a card.
 */
export function TripGrid({ trip, draft, onChange, places, problem }: TripGridProps) {
  const table = useRef<HTMLTableElement>(null);
  const order = trip.days.map((day) => day.service_on);
  const of = (on: string): DayDraft => draft.days[on] ?? EMPTY_DAY;
  const set = (on: string, change: Partial<DayDraft>) => onChange({ ...draft, days: { ...draft.days, [on]: { ...of(on), ...change } } });

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>, row: number, column: number) => {
    const { key } = event;
    const name = COLUMNS[column];
    if (key === 'd' && (event.ctrlKey || event.metaKey) && row > 0 && name) {
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
    onChange({ ...draft, days: withBlock(draft.days, order, EMPTY_DAY, { row, column }, block) });
  };
  const messages = (day: Day, fields: readonly string[]) => [
    ...day.problems.filter(({ field }) => fields.includes(field)).map(({ message }) => message),
    ...fields.map((field) => problem(day.service_on, field)).filter((message) => message !== undefined),
  ];
  const cell = (day: Day, row: number, column: Column) => {
    const index = COLUMNS.indexOf(column);
    const on = day.service_on;
    const typed = of(on);
    const found = messages(day, FIELDS[column] ?? []);
    const id = `${on}-${column}-problem`;
    const common = {
      'data-cell': `${row}:${index}`,
      'aria-label': `${HEADS[column]}, ${formatDate(on)}`,
      'aria-describedby': found.length > 0 ? id : undefined,
      'aria-invalid': found.length > 0 ? (true as const) : undefined,
      onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => onKeyDown(event, row, index),
      onPaste: (event: ClipboardEvent) => onPaste(event, row, index),
    };
    const foreign = column === 'amount' && typed.amount !== '' && typed.currency.trim().toUpperCase() !== 'USD' && typed.currency.trim() !== '';
    return (
      <td key={column} data-label={HEADS[column]} data-column={column}>
        {isCheck(column) ? (
          <input {...common} type="checkbox" checked={typed[column] as boolean} onChange={(event) => set(on, { [column]: event.target.checked })} />
        ) : (
          <input
            {...common}
            type="text"
            autoComplete="off"
            className={styles.cell}
            inputMode={column === 'amount' ? 'decimal' : undefined}
            maxLength={column === 'currency' ? 3 : column === 'note' ? 500 : column === 'place' ? 120 : 20}
            list={column === 'place' ? places : undefined}
            placeholder={column === 'place' ? day.place : column === 'amount' && day.night ? '0.00' : undefined}
            value={typed[column] as string}
            onChange={(event) => set(on, { [column]: event.target.value })}
          />
        )}
        {foreign ? (
          <span className={styles.fx}>
            <select aria-label={`Exchange rate from, ${formatDate(on)}`} value={typed.fx_source} onChange={(event) => set(on, { fx_source: event.target.value })}>
              {FX_SOURCES.map(([value, label]) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </select>
            {typed.fx_source === 'rate_table' ? null : (
              <input
                type="text"
                inputMode="decimal"
                autoComplete="off"
                className={styles.cell}
                aria-label={`US dollars for one ${typed.currency}, ${formatDate(on)}`}
                placeholder="0.12938"
                value={typed.fx_rate}
                onChange={(event) => set(on, { fx_rate: event.target.value })}
              />
            )}
          </span>
        ) : null}
        <Problems id={id} found={found} />
      </td>
    );
  };
  return (
    // Wide tables scroll by themselves: the keyboard has to reach them.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles.scroll} tabIndex={0} role="group" aria-label="Days of the trip">
      <table ref={table} className={styles.grid}>
        <caption className="sr-only">Days of the trip: arrows and Enter go from cell to cell, Ctrl+D copies the cell above.</caption>
        <thead>
          <tr>
            <th scope="col">Day</th>
            {COLUMNS.map((column) => (
              <th key={column} scope="col">
                {HEADS[column]}
              </th>
            ))}
            <th scope="col">Lodging allowed</th>
            <th scope="col">M&amp;IE</th>
          </tr>
        </thead>
        <tbody>
          {trip.days.map((day, row) => (
            <tr key={day.service_on} data-outside={!day.in_claim}>
              <th scope="row">
                {formatDate(day.service_on)}
                <small>{KINDS[day.kind]}</small>
              </th>
              {COLUMNS.map((column) => cell(day, row, column))}
              <Sum day={day} part="lodging" />
              <Sum day={day} part="mie" />
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={COLUMNS.length + 1}>
              Together
            </th>
            <td data-label="Lodging allowed" className={styles.sum}>
              {formatMoney(trip.totals.lodging_allowed)}
              {trip.totals.lodging_allowed.amount === trip.totals.lodging_claimed.amount ? null : <small>of {formatMoney(trip.totals.lodging_claimed)} claimed</small>}
            </td>
            <td data-label="M&IE" className={styles.sum}>
              {formatMoney(trip.totals.mie_allowed)}
            </td>
          </tr>
        </tfoot>
      </table>
    </div>
  );
}
