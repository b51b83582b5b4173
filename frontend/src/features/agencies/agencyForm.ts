import type { components } from '@/shared/api/schema';
import type { Agency } from './queries';

/** What the dialogs hold: text as typed, an empty text for nothing. */
export interface AgencyValues {
  legal_name: string;
  kind: string;
  status: string;
  state: string;
  city: string;
  county: string;
  zip: string;
  uei: string;
  /** Identifiers separated by spaces or commas. */
  oris: string;
  website: string;
}

export const NEW_AGENCY: AgencyValues = {
  legal_name: '',
  kind: 'municipal_pd',
  status: 'prospect',
  state: '',
  city: '',
  county: '',
  zip: '',
  uei: '',
  oris: '',
  website: '',
};

export const agencyValues = (agency: Agency): AgencyValues => ({
  legal_name: agency.legal_name,
  kind: agency.kind,
  status: agency.status,
  state: agency.state,
  city: agency.city ?? '',
  county: agency.county ?? '',
  zip: agency.zip ?? '',
  uei: agency.uei ?? '',
  oris: agency.ori_codes.join(' '),
  website: agency.website ?? '',
});

const REQUIRED = new Set(['legal_name', 'kind', 'status', 'state']);

/** Form values as the API takes them: identifiers as a list in capitals, an empty text as null. */
export function agencyBody(values: Partial<AgencyValues>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const text = value.trim();
      if (name === 'oris') return [name, text.toUpperCase().split(/[\s,;]+/).filter(Boolean)];
      if (name === 'uei') return [name, text.toUpperCase() || null];
      return [name, text === '' && !REQUIRED.has(name) ? null : text];
    }),
  );
}

export const asCreate = (values: AgencyValues) => {
  const { status: _, ...rest } = values;
  return agencyBody(rest) as components['schemas']['AgencyCreate'];
};

export const asUpdate = (values: Partial<AgencyValues>) => agencyBody(values) as components['schemas']['AgencyUpdate'];
