import type { components } from '@/shared/api/schema';
import type { Fields } from '../draft/merge';

type Schemas = components['schemas'];
export type Timesheets = Schemas['Timesheets'];
export type TimesheetsInput = Schemas['TimesheetsInput'];

/** One day as typed; an empty text is no hours. */
export interface DayDraft {
  regular: string;
  overtime: string;
  leave: string;
  note: string;
}

/** One pay period as typed. */
export interface PeriodDraft {
  starts_on: string;
  ends_on: string;
  rate: string;
  overtime_rate: string;
  fringe_percent: string;
  fringe_base: string;
  days: Record<string, DayDraft>;
}

export interface SheetDraft {
  periods: PeriodDraft[];
}

export const HOURS = ['regular', 'overtime', 'leave'] as const;
export const EMPTY_DAY: DayDraft = { regular: '', overtime: '', leave: '', note: '' };
export const EMPTY_PERIOD: PeriodDraft = { starts_on: '', ends_on: '', rate: '', overtime_rate: '', fringe_percent: '', fringe_base: 'salary', days: {} };
const FACTS = ['ends_on', 'rate', 'overtime_rate', 'fringe_percent', 'fringe_base'] as const;
/** The longest pay period that the server takes. */
const LONGEST_DAYS = 31;

const isEmpty = (day: DayDraft) => Object.values(day).every((value: string) => value.trim() === '');
const number = (value: string) => value.replaceAll(',', '').trim();

/** The days of a pay period, once both of its ends are there. */
export function daysOf({ starts_on: from, ends_on: to }: PeriodDraft): string[] {
  const [first, last] = [Date.parse(`${from}T00:00:00Z`), Date.parse(`${to}T00:00:00Z`)];
  const count = (last - first) / 86_400_000 + 1;
  if (!(count >= 1 && count <= LONGEST_DAYS)) return [];
  return Array.from({ length: count }, (_, day) => new Date(first + day * 86_400_000).toISOString().slice(0, 10));
}

const hours = (value: string) => (value === '0' ? '' : value);

/** What the server keeps, as it is typed. */
export function toDraft({ periods }: Timesheets): SheetDraft {
  return {
    periods: periods.map((period) => ({
      starts_on: period.starts_on,
      ends_on: period.ends_on,
      rate: period.rate,
      overtime_rate: period.overtime_rate ?? '',
      fringe_percent: period.fringe_percent ?? '',
      fringe_base: period.fringe_base,
      days: Object.fromEntries(
        period.days.map((day) => [
          day.worked_on,
          { regular: hours(day.regular), overtime: hours(day.overtime), leave: hours(day.leave), note: day.note ?? '' },
        ]),
      ),
    })),
  };
}

/** What keeps a draft from being sent; nothing once every pay period has its days and its rate. */
export function unfinished({ periods }: SheetDraft): string | undefined {
  const at = periods.findIndex((period) => !period.starts_on || !period.ends_on || !period.rate.trim());
  if (at < 0) return undefined;
  return `Pay period ${at + 1} is not whole yet: its first and last day, and the rate of an hour.`;
}

/** The sheets as the API takes them; days outside a pay period stay in the draft only, for when it is longer again. */
export function asSheets({ periods }: SheetDraft): TimesheetsInput {
  return {
    periods: periods.map((period) => ({
      starts_on: period.starts_on,
      ends_on: period.ends_on,
      rate: number(period.rate),
      overtime_rate: number(period.overtime_rate) || null,
      fringe_percent: number(period.fringe_percent) || null,
      fringe_base: period.fringe_base as 'salary',
      days: daysOf(period).flatMap((on) => {
        const day = period.days[on];
        if (!day || isEmpty(day)) return [];
        return [{ worked_on: on, regular: number(day.regular) || '0', overtime: number(day.overtime) || '0', leave: number(day.leave) || '0', note: day.note.trim() || null }];
      }),
    })),
  };
}

function fieldsOf({ periods }: SheetDraft): Map<string, string | boolean> {
  const found = new Map<string, string | boolean>();
  for (const period of periods) {
    for (const fact of FACTS) found.set(`${period.starts_on}.${fact}`, period[fact]);
    for (const [on, day] of Object.entries(period.days)) {
      for (const [name, value] of Object.entries(day)) found.set(`${period.starts_on}.days.${on}.${name}`, value as string);
    }
  }
  return found;
}

const nothing = (name: string): string => (name.endsWith('.fringe_base') ? EMPTY_PERIOD.fringe_base : '');

/** A period is there while it has a last day: taking that away takes the period away. */
function withField(draft: SheetDraft, name: string, raw: string | boolean): SheetDraft {
  const value = String(raw);
  const parts = name.split('.');
  const [start = '', day = '', named = ''] = parts.length === 2 ? [parts[0], '', parts[1]] : [parts[0], parts[2], parts[3]];
  if (named === 'ends_on' && value === '') return { periods: draft.periods.filter((period) => period.starts_on !== start) };
  const there = draft.periods.some((period) => period.starts_on === start);
  if (!there && value === nothing(name)) return draft;
  const periods = there ? draft.periods : [...draft.periods, { ...EMPTY_PERIOD, starts_on: start }];
  return {
    periods: periods.map((period) => {
      if (period.starts_on !== start) return period;
      if (!day) return { ...period, [named]: value };
      return { ...period, days: { ...period.days, [day]: { ...(period.days[day] ?? EMPTY_DAY), [named]: value } } };
    }),
  };
}

export const FIELDS: Fields<SheetDraft> = { of: fieldsOf, set: withField, nothing };

/** One day with a block of cells put in, from a column on; what would go past the last one is dropped. */
export function withBlock(period: PeriodDraft, order: readonly string[], at: { row: number; column: number }, block: readonly string[][]): PeriodDraft {
  const columns = [...HOURS, 'note'] as const;
  const days = { ...period.days };
  block.forEach((cells, down) => {
    const on = order[at.row + down];
    if (on === undefined) return;
    let day = days[on] ?? EMPTY_DAY;
    cells.forEach((text, across) => {
      const column = columns[at.column + across];
      if (column) day = { ...day, [column]: text.trim() };
    });
    days[on] = day;
  });
  return { ...period, days };
}
