import type { LucideIcon } from 'lucide-react';
import {
  Archive,
  Ban,
  CalendarX2,
  CircleAlert,
  CircleCheck,
  CircleDashed,
  CircleDot,
  CirclePause,
  CircleX,
  Clock,
  Coins,
  FilePen,
  FileSignature,
  Handshake,
  Inbox,
  Landmark,
  MailQuestionMark,
  PiggyBank,
  Scale,
  Search,
  Send,
  ShieldCheck,
  Undo2,
} from 'lucide-react';

/** `good` stands or went well, `info` is under way, `warn` wants attention, `bad` was refused or failed, `calm` rests. */
export type Tone = 'good' | 'info' | 'warn' | 'bad' | 'calm';

export interface StatusLook {
  word: string;
  tone: Tone;
  icon: LucideIcon;
}

const look = (word: string, tone: Tone, icon: LucideIcon): StatusLook => ({ word, tone, icon });

/**
 * The one table of how every state of every lifecycle looks. Words are the field's own. Icons are
 * few, most of them those of the rail, because every page loads them all.
 */
export const STATUSES = {
  agency: {
    prospect: look('Prospect', 'calm', CircleDashed),
    partner: look('Partner', 'good', Handshake),
    former: look('Former', 'calm', Archive),
  },
  mou: {
    draft: look('Draft', 'calm', FilePen),
    negotiation: look('In negotiation', 'info', Scale),
    clearance: look('In clearance', 'info', ShieldCheck),
    signing: look('Signing', 'info', FileSignature),
    active: look('Active', 'good', CircleCheck),
    suspended: look('Suspended', 'warn', CirclePause),
    terminating: look('Ending', 'warn', Clock),
    terminated: look('Ended', 'calm', Ban),
    expired: look('Expired', 'bad', CalendarX2),
    // Not states: how a running agreement, or none at all, shows in a list.
    expiring: look('Expiring', 'warn', Clock),
    none: look('No MOU', 'calm', CircleDashed),
  },
  request: {
    draft: look('Draft', 'calm', FilePen),
    submitted: look('Submitted', 'info', Inbox),
    open: look('Open', 'info', CircleDot),
    filled: look('Filled', 'good', CircleCheck),
    unfilled: look('Unfilled', 'bad', CircleX),
    cancelled: look('Cancelled', 'calm', Ban),
  },
  enquiry: {
    new: look('New', 'warn', Inbox),
    in_triage: look('In triage', 'info', CircleDot),
    answered: look('Answered', 'good', CircleCheck),
    converted: look('Agency added', 'good', Handshake),
    dismissed: look('Dismissed', 'calm', Archive),
  },
  outreach: {
    sent: look('Asked', 'info', Send),
    interested: look('Interested', 'good', CircleDot),
    declined: look('Declined', 'calm', Archive),
    no_response: look('No answer', 'warn', MailQuestionMark),
    offered: look('Offered', 'info', Handshake),
    withdrawn: look('Withdrawn', 'calm', Undo2),
    accepted: look('Accepted', 'good', CircleCheck),
    not_selected: look('Not selected', 'calm', Archive),
  },
  activity: {
    planning: look('Planning', 'calm', FilePen),
    readying: look('Getting ready', 'info', Clock),
    authorized: look('Authorized', 'info', ShieldCheck),
    active: look('In progress', 'good', CircleDot),
    suspended: look('Suspended', 'warn', CirclePause),
    completed: look('Completed', 'good', CircleCheck),
    closed: look('Closed', 'calm', Archive),
    cancelled: look('Cancelled', 'calm', Ban),
  },
  vetting: {
    nominated: look('Nominated', 'calm', CircleDashed),
    post_check: look('Post check', 'info', Search),
    in_review: look('In review', 'info', Clock),
    approved: look('Approved', 'good', ShieldCheck),
    rejected: look('Rejected', 'bad', CircleX),
    suspended: look('Suspended', 'warn', CirclePause),
    expired: look('Expired', 'bad', CalendarX2),
  },
  claim: {
    draft: look('Draft', 'calm', FilePen),
    submitted: look('Submitted', 'info', Inbox),
    program_review: look('Program review', 'info', Search),
    finance_review: look('Finance review', 'info', Scale),
    returned: look('Returned', 'warn', Undo2),
    approved: look('Approved', 'good', CircleCheck),
    partial: look('Partly approved', 'warn', CircleAlert),
    disallowed: look('Disallowed', 'bad', CircleX),
    certified: look('Certified', 'good', ShieldCheck),
    paid: look('Paid', 'good', Coins),
    withdrawn: look('Withdrawn', 'calm', Undo2),
  },
  obligation: {
    open: look('Open', 'good', PiggyBank),
    expired: look('Expired', 'warn', CalendarX2),
    cancelled: look('Cancelled', 'calm', Landmark),
  },
  payment_run: {
    open: look('Open', 'info', FilePen),
    sent: look('Sent', 'warn', Send),
    confirmed: look('Confirmed', 'good', CircleCheck),
    cancelled: look('Cancelled', 'calm', Ban),
    // Of its claims.
    pending: look('Pending', 'info', Clock),
    paid: look('Paid', 'good', Coins),
    returned: look('Returned', 'bad', Undo2),
  },
} satisfies Record<string, Record<string, StatusLook>>;

export type StatusKind = keyof typeof STATUSES;

/** Choices for a status filter, in the order of the lifecycle. */
export function statusOptions(kind: StatusKind): { value: string; label: string }[] {
  return Object.entries<StatusLook>(STATUSES[kind]).map(([value, { word }]) => ({ value, label: word }));
}
