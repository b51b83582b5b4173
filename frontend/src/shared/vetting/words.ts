import type { NextStep } from './queries';

/** What is to be done next, in a sentence. */
export const NEXT: Record<NextStep, string> = {
  date_activity: 'Give the activity its last day first: approvals are judged by it.',
  replace: 'Approval was withheld. Somebody else has to take part.',
  name_unit: 'Name the unit: it is vetted too.',
  nominate_person: 'Open a case for the person.',
  nominate_unit: 'Open a case for the unit.',
  submit: 'Submit the case once the data is complete.',
  enter: 'Enter the case in INVEST and record its reference.',
  decide: 'Record the result once INVEST gives it.',
  re_review: 'Send the suspended case back into review.',
};

export const STEP_LABEL: Partial<Record<NextStep, string>> = {
  nominate_person: 'Open case',
  nominate_unit: 'Open case for unit',
  submit: 'Submit',
  enter: 'Enter reference',
  decide: 'Record result',
  re_review: 'Review again',
};

export const STEPS = (Object.keys(NEXT) as NextStep[]).map((value) => ({ value, label: STEP_LABEL[value] ?? NEXT[value] }));
