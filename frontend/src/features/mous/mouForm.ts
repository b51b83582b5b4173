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
  reimbursable_categories: string[];
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
  reimbursable_categories: [],
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
  reimbursable_categories: mou.clauses.reimbursable_categories ?? [],
  salary_reimbursable: mou.clauses.salary_reimbursable ?? false,
  ...(Object.fromEntries(PARAGRAPHS.map(({ name }) => [name, mou.clauses[name] ?? ''])) as Record<Paragraph, string>),
});

const CLAUSES = new Set<string>([...PARAGRAPHS.map(({ name }) => name), 'reimbursable_categories', 'salary_reimbursable']);

/** Form values as the API takes them: clauses apart, an empty text as null, an empty number left to the policy. */
function body(values: Partial<MouValues>): Record<string, unknown> {
  const top: Record<string, unknown> = {};
  const clauses: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(values)) {
    const sent = typeof value === 'string' ? value.trim() || null : value;
    if (CLAUSES.has(name)) clauses[name] = sent;
    else if (name !== 'notice_days') top[name] = sent;
    else if (sent !== null) top[name] = Number(sent);
  }
  return Object.keys(clauses).length > 0 ? { ...top, clauses } : top;
}

export const asCreate = (agencyId: string, values: MouValues) =>
  ({ agency_id: agencyId, ...body(values) }) as components['schemas']['MouCreate'];

export const asUpdate = (changes: Partial<MouValues>) => body(changes) as components['schemas']['MouUpdate'];
