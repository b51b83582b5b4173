/** The fields of a draft by name. */
export interface Fields<Draft> {
  /** Every field with its words: `days.2026-06-02.amount` → `226.50`. */
  of: (draft: Draft) => Map<string, string | boolean>;
  set: (draft: Draft, name: string, value: string | boolean) => Draft;
  /** What a field says in a draft that does not have it. */
  nothing: (name: string) => string | boolean;
}

export interface Clash {
  name: string;
  mine: string | boolean;
  theirs: string | boolean;
}

/**
 * Three versions of a draft become one: what only one side changed is taken from that side, and what both changed
 * differently is a clash for the person to settle.
 */
export function merge<Draft>(fields: Fields<Draft>, base: Draft, mine: Draft, theirs: Draft): { merged: Draft; clashes: Clash[] } {
  const [was, ours, stored] = [fields.of(base), fields.of(mine), fields.of(theirs)];
  const clashes: Clash[] = [];
  let merged = theirs;
  for (const name of new Set([...was.keys(), ...ours.keys(), ...stored.keys()])) {
    const read = (from: Map<string, string | boolean>) => from.get(name) ?? fields.nothing(name);
    const [before, own, other] = [read(was), read(ours), read(stored)];
    if (own === before || own === other) continue;
    if (other === before) merged = fields.set(merged, name, own);
    else clashes.push({ name, mine: own, theirs: other });
  }
  return { merged, clashes };
}
