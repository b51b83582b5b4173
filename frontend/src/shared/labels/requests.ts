import { humanize } from '@/shared/format';
import type { Labelled } from './agencies';

/** How fast an answer is wanted. */
export const URGENCIES = [
  { value: 'routine', label: 'Routine' },
  { value: 'urgent', label: 'Urgent' },
] as const satisfies readonly Labelled[];

/** What expenses are for, in the order of a claim. */
export const EXPENSE_CATEGORIES = [
  { value: 'airfare', label: 'Airfare' },
  { value: 'lodging', label: 'Lodging' },
  { value: 'mie', label: 'Meals and incidentals' },
  { value: 'mileage', label: 'Mileage' },
  { value: 'visa_fee', label: 'Visa fee' },
  { value: 'materials', label: 'Materials' },
  { value: 'equipment', label: 'Equipment' },
  { value: 'salary', label: 'Salary' },
  { value: 'overtime', label: 'Overtime' },
  { value: 'fringe', label: 'Fringe benefits' },
  { value: 'indirect', label: 'Indirect costs' },
  { value: 'other', label: 'Other' },
] as const satisfies readonly Labelled[];

const CATEGORY_WORDS = new Map<string, string>(EXPENSE_CATEGORIES.map(({ value, label }) => [value, label]));

export const expenseCategory = (value: string): string => CATEGORY_WORDS.get(value) ?? humanize(value);
