/** What stood in the way: of the need and the programme, never of an agency. */
export const UNMET_REASONS = [
  { value: 'no_agency_fits', label: 'No agency fits the need' },
  { value: 'nobody_free', label: 'Nobody was free on these days' },
  { value: 'beyond_funds', label: 'Beyond the funds' },
  { value: 'other_dates', label: 'Other dates would have been needed' },
  { value: 'language', label: 'Nobody speaks the language' },
  { value: 'need_changed', label: 'The need has changed' },
  { value: 'other', label: 'Something else' },
] as const;
