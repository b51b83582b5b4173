import type { components } from '@/shared/api/schema';
import type { Mou } from './queries';

/** Clauses that are paragraphs, in the order of the text. */
export const PARAGRAPHS = [
  { name: 'liability', label: 'Liability' },
  { name: 'insurance', label: 'Insurance' },
  { name: 'intellectual_property', label: 'Intellectual property' },
  { name: 'publicity', label: 'Publicity' },
  { name: 'privacy', label: 'Privacy' },
  { name: 'records_audit', label: 'Records and audit' },
  { name: 'disputes', label: 'Disputes' },
] as const;

type Paragraph = (typeof PARAGRAPHS)[number]['name'];

/** A cap as typed; no category means all costs together. */
export interface CapValues {
  category: string;
  amount: string;
  per: string;
}

export const CAP_PERIODS = [
  { value: 'activity', label: 'each activity' },
  { value: 'fiscal_year', label: 'each fiscal year' },
] as const;

/** What the dialogs hold: text as typed, an empty text for nothing. */
export interface MouValues extends Record<Paragraph, string> {
  title: string;
  purpose: string;
  authority: string;
  scope_countries: string[];
  scope_bureaus: string[];
  scope_expertise: string[];
  effective_on: string;
  ends_on: string;
  notice_days: string;
  modalities: string[];
  reimbursable_categories: string[];
  caps: CapValues[];
  salary_reimbursable: boolean;
}

export const NEW_MOU: MouValues = {
  title: '',
  purpose: '',
  authority: '',
  scope_countries: [],
  scope_bureaus: [],
  scope_expertise: [],
  effective_on: '',
  ends_on: '',
  notice_days: '',
  modalities: [],
  reimbursable_categories: [],
  caps: [],
  salary_reimbursable: false,
  liability: '',
  insurance: '',
  intellectual_property: '',
  publicity: '',
  privacy: '',
  records_audit: '',
  disputes: '',
};

export const mouValues = (mou: Mou): MouValues => ({
  title: mou.title,
  purpose: mou.purpose,
  authority: mou.authority,
  scope_countries: mou.scope_countries,
  scope_bureaus: mou.scope_bureaus,
  scope_expertise: mou.scope_expertise,
  effective_on: mou.effective_on ?? '',
  ends_on: mou.ends_on ?? '',
  notice_days: String(mou.notice_days),
  modalities: mou.clauses.modalities ?? [],
  reimbursable_categories: mou.clauses.reimbursable_categories ?? [],
  caps: (mou.clauses.caps ?? []).map(({ category, amount, per }) => ({ category: category ?? '', amount: amount.amount, per: per ?? 'activity' })),
  salary_reimbursable: mou.clauses.salary_reimbursable ?? false,
  ...(Object.fromEntries(PARAGRAPHS.map(({ name }) => [name, mou.clauses[name] ?? ''])) as Record<Paragraph, string>),
});

const CLAUSES = new Set<string>([...PARAGRAPHS.map(({ name }) => name), 'modalities', 'reimbursable_categories', 'caps', 'salary_reimbursable']);

const asCaps = (caps: readonly CapValues[]) =>
  caps.map(({ category, amount, per }) => ({
    category: category || null,
    amount: { amount: amount.replaceAll(',', '').trim(), currency: 'USD' },
    per,
  }));

/** Form values as the API takes them: clauses apart, an empty text as null, an empty number left to the policy. */
function body(values: Partial<MouValues>): Record<string, unknown> {
  const top: Record<string, unknown> = {};
  const clauses: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(values)) {
    const sent = name === 'caps' ? asCaps(value as CapValues[]) : typeof value === 'string' ? value.trim() || null : value;
    if (CLAUSES.has(name)) clauses[name] = sent;
    else if (name !== 'notice_days') top[name] = sent;
    else if (sent !== null) top[name] = Number(sent);
  }
  return Object.keys(clauses).length > 0 ? { ...top, clauses } : top;
}

export const asCreate = (agencyId: string, values: MouValues) =>
  ({ agency_id: agencyId, ...body(values) }) as components['schemas']['MouCreate'];

/** What an amendment changes: of the form's values, those that differ from the text as it stands. */
export function asChanges(values: MouValues, mou: Mou): components['schemas']['AmendmentChanges'] {
  const { title: _, effective_on: __, ends_on: ___, ...now } = mouValues(mou);
  const names = Object.keys(now) as (keyof typeof now)[];
  const changed = names.filter((name) => JSON.stringify(values[name]) !== JSON.stringify(now[name]));
  return body(Object.fromEntries(changed.map((name) => [name, values[name]])));
}

export const asUpdate = (changes: Partial<MouValues>) => body(changes) as components['schemas']['MouUpdate'];
