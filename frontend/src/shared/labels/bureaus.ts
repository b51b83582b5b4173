import type { Labelled } from './agencies';

/** Regional bureaus of the Department of State. */
export const BUREAUS = [
  { value: 'AF', label: 'Africa (AF)' },
  { value: 'EAP', label: 'East Asia and Pacific (EAP)' },
  { value: 'EUR', label: 'Europe and Eurasia (EUR)' },
  { value: 'NEA', label: 'Near East (NEA)' },
  { value: 'SCA', label: 'South and Central Asia (SCA)' },
  { value: 'WHA', label: 'Western Hemisphere (WHA)' },
] as const satisfies readonly Labelled[];

/** `WHA` → `Western Hemisphere (WHA)`. */
export const bureauName = (code: string): string => BUREAUS.find(({ value }) => value === code)?.label ?? code;
