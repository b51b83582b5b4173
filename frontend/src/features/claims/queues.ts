import type { components } from '@/shared/api/schema';

type ClaimStatus = components['schemas']['ClaimStatus'];

/** The tabs of the list: what claims are waiting for. */
export type Queue = 'review' | 'returned' | 'decided' | 'unpaid' | 'paid' | 'draft' | 'all';

const STATUSES: Record<Exclude<Queue, 'all'>, ClaimStatus[]> = {
  draft: ['draft'],
  review: ['submitted', 'program_review', 'finance_review'],
  returned: ['returned'],
  decided: ['approved', 'partial', 'disallowed', 'certified'],
  unpaid: ['submitted', 'program_review', 'finance_review', 'approved', 'partial', 'certified'],
  paid: ['paid'],
};

export const statusesOf = (queue: Queue): ClaimStatus[] | undefined => (queue === 'all' ? undefined : STATUSES[queue]);

/** Where a claim of this status stands. */
export function queueOf(status: string): Queue {
  const found = Object.entries(STATUSES).find(([, statuses]) => (statuses as string[]).includes(status));
  return (found?.[0] as Queue | undefined) ?? 'all';
}

export const isQueue = (value: unknown): value is Queue => value === 'all' || (typeof value === 'string' && value in STATUSES);

/** Reviewers begin with what waits for review, those who prepare claims with all of theirs. */
export const ownQueue = (can: (permission: string) => boolean): Queue =>
  can('claims:program_review') || can('claims:finance_review') ? 'review' : can('claims:certify') ? 'decided' : 'all';

const WORDS: Record<Queue, string> = {
  draft: 'Drafts',
  review: 'To review',
  returned: 'Returned',
  decided: 'Decided',
  unpaid: 'Unpaid',
  paid: 'Paid',
  all: 'All claims',
};

export const queueName = (queue: Queue): string => WORDS[queue];
