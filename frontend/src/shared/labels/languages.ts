import type { Labelled } from './agencies';

// Those of partner countries and of the United States; the API takes any code of ISO 639-1.
const CODES =
  'ar az be bg bn bs ca cs da de el en es et fa fi fr ha he hi hr ht hu hy id it ja ka kk km ko ky lo lt lv mk mn ms my ne nl no pl ps pt qu ro ru si sk sl so sq sr sv sw ta te tg th tk tl tr uk ur uz vi zh';

let names: Intl.DisplayNames | undefined;

/** `es` → `Spanish`. */
export function languageName(code: string): string {
  names ??= new Intl.DisplayNames('en', { type: 'language', fallback: 'code' });
  return names.of(code) ?? code;
}

let options: Labelled[] | undefined;

/** Languages as choices by ISO 639-1 code, by name. */
export function languageOptions(): readonly Labelled[] {
  options ??= CODES.split(' ')
    .map((value) => ({ value, label: languageName(value) }))
    .toSorted((a, b) => a.label.localeCompare(b.label));
  return options;
}
