import { formatDate, humanize } from '@/shared/format';
import { plain } from '../draft/DraftConflict';
import type { LegDraft } from './tripDraft';

const WORDS: Record<string, string> = { home_zone: 'Time zone at home', legs: 'Journey', amount: 'Lodging', receipt: 'Receipt at hand', fx_rate: 'Exchange rate', fx_source: 'Exchange rate from' };

export function named(name: string): string {
  const [, on, field = ''] = /^days\.([^.]+)\.(.+)$/.exec(name) ?? [];
  return on ? `${formatDate(on)}: ${WORDS[field] ?? humanize(field)}` : (WORDS[name] ?? humanize(name));
}
export function shown(name: string, value: string | boolean): string {
  if (name !== 'legs' || typeof value === 'boolean') return plain(name, value);
  return (JSON.parse(value) as LegDraft[]).map((leg) => `${leg.from_place} ${leg.departs_at} → ${leg.to_place} ${leg.arrives_at}`).join('; ') || '—';
}
