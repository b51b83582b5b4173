import { describe, expect, it } from 'vitest';
import { treeOf, type ExpertiseRow } from './queries';

const row = (code: string, name: string, parent?: string) =>
  ({ id: code, code, name, definition: '', parent: parent ? { id: parent, code: parent, name: parent } : null }) as ExpertiseRow;

const ROWS = [
  row('TRF', 'Traffic'),
  row('TRF-COL', 'Collision investigation', 'TRF'),
  row('TRF-ENF', 'Enforcement', 'TRF'),
  row('INV', 'Investigations'),
  row('INV-COL', 'Cold cases', 'INV'),
];
const NONE = new Map<string, number>();
const shape = (text: string, onlyGaps = false, counts: ReadonlyMap<string, number> = NONE) =>
  treeOf(ROWS, text, onlyGaps, counts).map(({ area, topics }) => [area.code, ...topics.map(({ code }) => code)]);

describe('the tree of expertise', () => {
  it('keeps topics under their area', () => {
    expect(shape('')).toEqual([
      ['TRF', 'TRF-COL', 'TRF-ENF'],
      ['INV', 'INV-COL'],
    ]);
  });
  it('finds by words of name or code; an area that is found keeps all its topics', () => {
    expect(shape('collision')).toEqual([['TRF', 'TRF-COL']]);
    expect(shape('traffic')).toEqual([['TRF', 'TRF-COL', 'TRF-ENF']]);
    expect(shape('nothing like it')).toEqual([]);
  });
  it('leaves only what no agency holds', () => {
    const counts = new Map([
      ['TRF', 3],
      ['TRF-COL', 2],
      ['INV', 1],
      ['INV-COL', 1],
    ]);
    expect(shape('', true, counts)).toEqual([['TRF', 'TRF-ENF']]);
  });
});
