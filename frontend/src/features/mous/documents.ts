/** What can be on file beside an agreement. */
export const DOCUMENT_KINDS = [
  { value: 'legal_clearance', label: 'Legal clearance' },
  { value: 'signed_text', label: 'Signed text' },
  { value: 'council_approval', label: 'Council approval' },
  { value: 'delegation', label: 'Delegation' },
  { value: 'notice', label: 'Notice' },
] as const;

export const documentKind = (kind: string): string => DOCUMENT_KINDS.find(({ value }) => value === kind)?.label ?? kind;

/** What the agency itself may file. */
export const OF_THE_AGENCY: ReadonlySet<string> = new Set(['council_approval', 'delegation', 'notice']);
