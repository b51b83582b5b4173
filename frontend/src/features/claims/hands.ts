import type { Claim } from './queries';

type Hands = Pick<Claim, 'prepared_by' | 'program_reviewer' | 'finance_reviewer' | 'certifier'>;

const DUTIES = [
  { duty: 'prepared_by', did: 'prepared this claim' },
  { duty: 'program_reviewer', did: 'reviewed it for the programme' },
  { duty: 'finance_reviewer', did: 'reviewed it for finance' },
  { duty: 'certifier', did: 'certified it' },
] as const;

/** The duty that each step of a claim belongs to; steps that are not here take no duty. */
const DUTY_OF: Record<string, (typeof DUTIES)[number]['duty']> = {
  take: 'program_reviewer',
  endorse: 'program_reviewer',
  decide: 'finance_reviewer',
  certify: 'certifier',
};

/** Why somebody else must take a step (4 FAH-3 H-061.2); undefined when this person may. The server has the last word. */
export function otherHands(action: string, me: string, claim: Hands): string | undefined {
  const own = DUTY_OF[action];
  const held = own && DUTIES.find(({ duty }) => duty !== own && claim[duty]?.id === me);
  return held ? `You ${held.did}: this step is for somebody else.` : undefined;
}

const DUTY_OF_ROLE: Record<string, (typeof DUTIES)[number]['duty']> = {
  program_officer: 'program_reviewer',
  finance_reviewer: 'finance_reviewer',
  certifying_officer: 'certifier',
};

/** Who may not take the step that waits for a role, because they hold another duty; '' where anybody of it may. */
export function excluded(role: string, claim: Hands): string {
  const next = DUTY_OF_ROLE[role];
  if (!next) return '';
  const names = DUTIES.filter(({ duty }) => duty !== next).flatMap(({ duty }) => claim[duty]?.name ?? []);
  return [...new Set(names)].join(', ');
}
