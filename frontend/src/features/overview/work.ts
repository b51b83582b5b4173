import type { LucideIcon } from 'lucide-react';
import { CalendarCheck, CalendarRange, CircleHelp, ClipboardList, FilePen, Handshake, Inbox, LifeBuoy, MailQuestionMark, ReceiptText, UsersRound } from 'lucide-react';
import { humanize } from '@/shared/format';
import type { WaitingItem } from './queries';

interface Kind {
  /** Names the queue of such items: "Claims to decide". */
  queue: string;
  /** What to do next, in words. */
  next: string;
  icon: LucideIcon;
}

const kind = (queue: string, next: string, icon: LucideIcon): Kind => ({ queue, next, icon });

const KINDS: Record<string, Kind> = {
  answer_outreach: kind('To answer', 'Say whether you are interested. Either answer is fine.', MailQuestionMark),
  make_offer: kind('Offers to make', 'You are interested: name officers, dates and costs.', Handshake),
  decide_offer: kind('Offers to decide', 'An offer is in: accept it or pass it over.', Handshake),
  validate_request: kind('Requests to validate', 'Name what pays, and open it to agencies.', LifeBuoy),
  submit_request: kind('Drafts of requests', 'Still a draft: complete it and submit.', LifeBuoy),
  answer_question: kind('Questions to answer', 'The programme asks about this need.', MailQuestionMark),
  triage_enquiry: kind('Enquiries to triage', 'An agency asks about partnership.', Inbox),
  ready_activity: kind('Activities to plan', 'Link the instrument and the funds, then start getting ready.', CalendarRange),
  concur_activity: kind('Activities to agree to', 'Check dates and people, then concur.', CalendarCheck),
  authorize_activity: kind('Activities to authorize', 'Check that everybody is ready, then authorize.', CalendarCheck),
  release_activity: kind('Activities held back', 'Its first day has come, but a gate does not hold.', CalendarRange),
  settle_paper: kind('Papers to settle', 'Get it done, and note the evidence.', ClipboardList),
  finish_activity: kind('Activities to finish', 'Its last day has passed: record the attendance, then finish it.', CalendarCheck),
  report_activity: kind('Reports to write', 'Write the after-action report with its lessons.', FilePen),
  accept_report: kind('Reports to accept', 'Read the after-action report; accept it or ask for more.', FilePen),
  vet_participants: kind('Lists to vet', 'Somebody on the list is not cleared through the last day.', UsersRound),
  mend_vetting: kind('Approvals lost', 'Work goes on, but somebody is no longer cleared: they may not attend.', UsersRound),
  give_notice: kind('Notices owed', 'Approval was withheld: give notice and record it.', UsersRound),
  renew_mou: kind('Agreements that end', 'Agree on a renewal, or let it end.', FilePen),
  concur_mou: kind('Agreements to read', 'Read the text; concur or comment.', FilePen),
  take_claim: kind('Claims to take', 'Take it into program review.', ReceiptText),
  endorse_claim: kind('Claims to endorse', 'Confirm the services, or return it with every defect.', ReceiptText),
  decide_claim: kind('Claims to decide', 'Decide each line.', ReceiptText),
  certify_claim: kind('Claims to certify', 'Check the funds, then certify for payment.', ReceiptText),
  mend_claim: kind('Claims returned', 'Mend what is listed, then submit again.', ReceiptText),
  submit_claim: kind('Drafts of claims', 'Still a draft: complete it and submit.', ReceiptText),
};

export const kindOf = (name: string): Kind => KINDS[name] ?? kind(humanize(name), humanize(name), CircleHelp);

const PLACES: Record<string, string> = {
  request: '/requests',
  outreach: '/outreach',
  activity: '/activities',
  mou: '/mous',
  claim: '/claims',
  enquiry: '/enquiries',
};

/** Address of the record that the work is about. */
export function recordPath({ type, id }: WaitingItem): string {
  if (type === 'vetting_case') return '/vetting';
  return `${PLACES[type] ?? `/${type}s`}/${id}`;
}

/** Where on that record the work is done, when it is not what one sees first. */
const TABS: Record<string, string> = { decide_offer: 'offers', answer_question: 'questions', report_activity: 'report', accept_report: 'report' };

export const recordTab = ({ kind: name }: WaitingItem): string | undefined => TABS[name];

const MS_OF_DAY = 86_400_000;
const dayOf = (moment: Date) => Date.UTC(moment.getUTCFullYear(), moment.getUTCMonth(), moment.getUTCDate());

/** "in 9 days", "today", "11 days over". A due day counts to its end. */
export function dueInWords(dueOn: string, now: Date = new Date()): string {
  const days = Math.round((Date.parse(`${dueOn}T00:00:00Z`) - dayOf(now)) / MS_OF_DAY);
  if (days === 0) return 'today';
  if (days === 1) return 'tomorrow';
  if (days > 0) return days < 60 ? `in ${days} days` : `in ${Math.round(days / 30)} months`;
  return days === -1 ? '1 day over' : `${-days} days over`;
}

export interface Queue {
  kind: string;
  count: number;
  overdue: number;
  /** The most urgent of them. */
  first: WaitingItem;
}

/** Items by kind, the kind of the most urgent item first. */
export function queuesOf(items: readonly WaitingItem[]): Queue[] {
  const queues = new Map<string, Queue>();
  for (const item of items) {
    const queue = queues.get(item.kind) ?? { kind: item.kind, count: 0, overdue: 0, first: item };
    queues.set(item.kind, { ...queue, count: queue.count + 1, overdue: queue.overdue + (item.overdue ? 1 : 0) });
  }
  return [...queues.values()];
}
