import { expect, test } from 'vitest';
import { changesOf } from './changes';
import { asChanges, mouValues } from './mouForm';
import type { Mou } from './queries';

const MOU = {
  title: 'Memorandum',
  purpose: 'Courses',
  authority: '22 USC 2291',
  scope_countries: ['GTM'],
  scope_bureaus: [],
  scope_expertise: [],
  effective_on: '2026-01-01',
  ends_on: '2027-12-31',
  notice_days: 30,
  clauses: { liability: 'Each its own.', salary_reimbursable: false, reimbursable_categories: ['lodging'], caps: [] },
} as unknown as Mou;

test('an amendment holds what differs from the text, and nothing else', () => {
  expect(asChanges(mouValues(MOU), MOU)).toEqual({});
  const values = { ...mouValues(MOU), notice_days: '60', liability: '', modalities: ['study_visit'], title: 'Other', ends_on: '2030-01-01' };
  expect(asChanges(values, MOU)).toEqual({ notice_days: 60, clauses: { liability: null, modalities: ['study_visit'] } });
});

test('caps are sent as amounts, and one without a kind is for all costs', () => {
  const values = { ...mouValues(MOU), caps: [{ category: '', amount: '9,000', per: 'fiscal_year' }] };
  expect(asChanges(values, MOU)).toEqual({
    clauses: { caps: [{ category: null, amount: { amount: '9000', currency: 'USD' }, per: 'fiscal_year' }] },
  });
});

test('changes read as one line for each term', () => {
  const changes = { notice_days: 60, scope_countries: [], clauses: { liability: null, modalities: ['study_visit'], salary_reimbursable: true } };
  expect(changesOf({ changes: changes as never })).toEqual([
    { label: 'Days of notice', value: '60' },
    { label: 'Countries', value: 'No limit' },
    { label: 'Liability', value: 'Taken out' },
    { label: 'Kinds of assistance', value: 'Host a study visit' },
    { label: 'Salaries repaid', value: 'Yes' },
  ]);
});
