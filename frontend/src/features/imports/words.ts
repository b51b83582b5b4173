import type { Tone } from '@/shared/ui';
import { humanize } from '@/shared/format';
import { isUnderWay, type ImportRow } from './queries';

const KINDS: Record<string, string> = { trip_expenses: 'Trip expenses', expertise_links: 'Expertise of agencies', partners: 'Partners with agreements', credentials: 'Credentials of officers', country_aliases: 'Other names of countries', mous: 'Agreements', participants: 'Participants from abroad' };

export const kindName = (kind: string): string => KINDS[kind] ?? humanize(kind);

/** Names of fields as people say them. */
const FIELDS: Record<string, string> = { ori: 'ORI', legal_name: 'Name', zip: 'ZIP code', mou_number: 'MOU number', mou: 'MOU', external_id: 'Key of the other system' };
export const fieldName = (name: string): string => FIELDS[name] ?? humanize(name);

export const ROW_LOOKS: Record<string, { word: string; tone: Tone }> = {
  error: { word: 'Refused', tone: 'bad' },
  create: { word: 'New', tone: 'good' },
  update: { word: 'Changed', tone: 'info' },
  unchanged: { word: 'Unchanged', tone: 'calm' },
  skipped: { word: 'Repeated', tone: 'calm' },
};

/** Where an import stands, in one word. */
export function standing(row: Pick<ImportRow, 'job' | 'outcome' | 'dry_run' | 'refused'>): { word: string; tone: Tone } {
  if (!row.job) return { word: 'Receiving', tone: 'calm' };
  if (isUnderWay(row)) return { word: row.dry_run ? 'Being checked' : 'Being imported', tone: 'info' };
  if (row.job.status === 'failed') return { word: 'Needs attention', tone: 'bad' };
  if (row.job.status === 'cancelled') return { word: 'Stopped', tone: 'warn' };
  if (row.outcome === 'checked') return { word: 'Checked', tone: 'warn' };
  if (row.outcome === 'refused') return { word: 'Nothing imported', tone: 'bad' };
  return row.refused > 0 ? { word: 'Imported in part', tone: 'warn' } : { word: 'Imported', tone: 'good' };
}

const SAID: Record<string, string> = { mode: 'Does', source: 'Keys of', encoding: 'Encoding', delimiter: 'Delimiter', decimal: 'Decimals', dates: 'Dates', sheet: 'Sheet', all_or_nothing: 'All or nothing' };
const MODE_WORDS: Record<string, string> = { insert: 'only add', update: 'only change', upsert: 'add and change' };

function saidWord(name: string, value: unknown): string {
  if (name === 'mode') return MODE_WORDS[String(value)] ?? String(value);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return value === '\t' ? 'tab' : String(value);
}

/** What a template says: the columns that it matches, and how files like it write things. */
export function saidOf(options: Record<string, unknown>): { columns: [heading: string, field: string | null][]; said: { label: string; value: string }[] } {
  const { mapping, defaults, ...rest } = options as { mapping?: Record<string, string | null>; defaults?: Record<string, string> };
  const plain = Object.entries(rest).flatMap(([name, value]) => (value === null || value === undefined ? [] : [{ label: SAID[name] ?? humanize(name), value: saidWord(name, value) }]));
  const filled = Object.entries(defaults ?? {}).map(([name, value]) => ({ label: `${fieldName(name)} of every row`, value }));
  return { columns: Object.entries(mapping ?? {}), said: [...plain, ...filled] };
}
