import type { KeyboardEvent } from 'react';

/** Where a key leads from a cell of a grid, as in a spreadsheet; undefined for keys that stay in the cell. */
export function nextCell(event: KeyboardEvent<HTMLInputElement>, row: number, column: number): readonly [row: number, column: number] | undefined {
  const { key, currentTarget: input } = event;
  if (event.ctrlKey || event.metaKey || event.altKey) return undefined;
  const free = input.type === 'checkbox';
  const whole = input.selectionStart === 0 && input.selectionEnd === input.value.length;
  const atStart = free || whole || input.selectionEnd === 0;
  const atEnd = free || whole || input.selectionStart === input.value.length;
  if (key === 'ArrowUp' || (key === 'Enter' && event.shiftKey)) return [row - 1, column];
  if (key === 'ArrowDown' || key === 'Enter') return [row + 1, column];
  if (key === 'ArrowLeft' && atStart) return [row, column - 1];
  if (key === 'ArrowRight' && atEnd) return [row, column + 1];
  return undefined;
}

/** Goes to a cell of a table, if it is there, with its text selected. */
export function focusCell(table: HTMLTableElement | null, row: number, column: number): void {
  const cell = table?.querySelector<HTMLInputElement>(`[data-cell="${row}:${column}"]`);
  cell?.focus();
  if (cell?.type === 'text') cell.select();
}

/** Rows and cells of what was copied from a spreadsheet; undefined for a text that is one cell only. */
export function blockOf(text: string): string[][] | undefined {
  const rows = text.replace(/\r\n?/g, '\n').replace(/\n$/, '').split('\n').map((row) => row.split('\t'));
  return rows.length > 1 || (rows[0]?.length ?? 0) > 1 ? rows : undefined;
}
