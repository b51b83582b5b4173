import type { DayDraft } from './tripDraft';

/** Columns of the grid, in the order in which arrows and a pasted block go through them. */
export const COLUMNS = ['place', 'amount', 'currency', 'receipt', 'breakfast', 'lunch', 'dinner', 'note'] as const;
export type Column = (typeof COLUMNS)[number];
const CHECKS: ReadonlySet<Column> = new Set(['receipt', 'breakfast', 'lunch', 'dinner']);

export const isCheck = (column: Column): boolean => CHECKS.has(column);

const YES = /^\s*(x|yes|y|true|1|✓)\s*$/i;

/** One day with a cell set from text, as a spreadsheet has it. */
export function fromText(day: DayDraft, column: Column, text: string): DayDraft {
  return { ...day, [column]: isCheck(column) ? YES.test(text) : text.trim() };
}

/** The days with a block put in from one cell on; what would go past the last day or column is dropped. */
export function withBlock(
  days: Record<string, DayDraft>,
  order: readonly string[],
  empty: DayDraft,
  at: { row: number; column: number },
  block: readonly string[][],
): Record<string, DayDraft> {
  const next = { ...days };
  block.forEach((cells, down) => {
    const on = order[at.row + down];
    if (on === undefined) return;
    let day = next[on] ?? empty;
    cells.forEach((text, across) => {
      const column = COLUMNS[at.column + across];
      if (column) day = fromText(day, column, text);
    });
    next[on] = day;
  });
  return next;
}
