import { humanize } from '@/shared/format';

export interface Labelled {
  value: string;
  label: string;
}

/** Kinds of agencies, most frequent first. */
export const AGENCY_KINDS = [
  { value: 'municipal_pd', label: 'Municipal police' },
  { value: 'sheriff', label: 'Sheriff' },
  { value: 'state_police', label: 'State police' },
  { value: 'forensic_lab', label: 'Forensic laboratory' },
  { value: 'standards_training', label: 'Standards and training' },
  { value: 'corrections', label: 'Corrections' },
  { value: 'justice_sector', label: 'Justice sector' },
  { value: 'port_security', label: 'Port security' },
  { value: 'federal_le', label: 'Federal law enforcement' },
  { value: 'other', label: 'Other' },
] as const satisfies readonly Labelled[];

/** How an agency can help, as the agreements name it. */
export const MODALITIES = [
  { value: 'overseas_train', label: 'Teach abroad' },
  { value: 'overseas_mentor', label: 'Mentor abroad' },
  { value: 'overseas_advise', label: 'Advise abroad' },
  { value: 'study_visit', label: 'Host a study visit' },
  { value: 'ilea_instruction', label: 'Teach at an academy' },
] as const satisfies readonly Labelled[];

/** What a level of expertise means. Levels come from credentials, never from past work for the programme. */
export const LEVELS = [
  { value: '1', label: '1 · Practises it' },
  { value: '2', label: '2 · Teaches it' },
  { value: '3', label: '3 · Recognized authority' },
] as const satisfies readonly Labelled[];

const within = (options: readonly Labelled[]) => {
  const words = new Map(options.map(({ value, label }) => [value, label]));
  return (value: string): string => words.get(value) ?? humanize(value);
};

export const agencyKind = within(AGENCY_KINDS);
export const modality = within(MODALITIES);
export const level = (value: number): string => within(LEVELS)(String(value));
