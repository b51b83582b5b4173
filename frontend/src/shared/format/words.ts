const KEPT = new Map([
  ['pd', 'PD'],
  ['mou', 'MOU'],
  ['mie', 'M&IE'],
  ['ilea', 'ILEA'],
  ['le', 'LE'],
]);

/** A lower_snake value the client has no label for: `municipal_pd` → `Municipal PD`. */
export function humanize(value: string): string {
  const text = value
    .split('_')
    .map((word) => KEPT.get(word) ?? word)
    .join(' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}
