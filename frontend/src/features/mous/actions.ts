import { FileCheck2, Handshake, MessageSquarePlus, PenLine, Send, type LucideIcon } from 'lucide-react';
import { api, ifMatch, type Versioned } from '@/shared/api';
import type { Mou } from './queries';

interface Press {
  name: string;
  label: string;
  icon: LucideIcon;
  done: string;
  call: (mou: Versioned<Mou>) => Promise<unknown>;
}

const params = ({ data, etag }: Versioned<Mou>) => ({ path: { mou_id: data.id }, header: ifMatch(etag) });

/** Steps that need nothing but a press, in the order of the way to force. */
export const PRESSES: readonly Press[] = [
  {
    name: 'send',
    label: 'Send to the agency',
    icon: Send,
    done: 'Sent: the agency can read and comment',
    call: (mou) => api.POST('/api/v1/mous/{mou_id}/send', { params: params(mou) }),
  },
  {
    name: 'concur',
    label: 'Concur with the text',
    icon: Handshake,
    done: 'You have concurred with the text as it stands',
    call: (mou) => api.POST('/api/v1/mous/{mou_id}/concur', { params: params(mou) }),
  },
  {
    name: 'agree',
    label: 'Close the negotiation',
    icon: Handshake,
    done: 'Agreed: it goes to legal clearance',
    call: (mou) => api.POST('/api/v1/mous/{mou_id}/agree', { params: params(mou) }),
  },
  {
    name: 'clear',
    label: 'Clear for signing',
    icon: FileCheck2,
    done: 'Cleared: both parties can sign',
    call: (mou) => api.POST('/api/v1/mous/{mou_id}/clear', { params: params(mou) }),
  },
];

/** Steps whose dialog asks for a text. */
export const WORDED = {
  comment: {
    title: 'Comment on the text',
    label: 'Point to settle',
    submit: 'Send comment',
    note: 'While a comment is open, the text is not agreed.',
    done: 'Comment recorded',
    icon: MessageSquarePlus,
    send: (mou: Versioned<Mou>, text: string) => api.POST('/api/v1/mous/{mou_id}/comment', { params: params(mou), body: { comment: text } }),
  },
  settle_comment: {
    title: 'Settle a comment',
    label: 'How it was settled',
    submit: 'Settle comment',
    note: 'One open comment less.',
    done: 'Comment settled',
    icon: FileCheck2,
    send: (mou: Versioned<Mou>, text: string) =>
      api.POST('/api/v1/mous/{mou_id}/settle-comment', { params: params(mou), body: { comment: text } }),
  },
  suspend: {
    title: 'Suspend this agreement',
    label: 'Reason',
    submit: 'Suspend agreement',
    note: 'The agency is not asked while it is suspended. Running activities and claims go on.',
    done: 'Agreement suspended',
    icon: PenLine,
    send: (mou: Versioned<Mou>, text: string) => api.POST('/api/v1/mous/{mou_id}/suspend', { params: params(mou), body: { reason: text } }),
  },
  resume: {
    title: 'Resume this agreement',
    label: 'Reason',
    submit: 'Resume agreement',
    note: 'The agency can be asked again.',
    done: 'Agreement resumed',
    icon: PenLine,
    send: (mou: Versioned<Mou>, text: string) => api.POST('/api/v1/mous/{mou_id}/resume', { params: params(mou), body: { reason: text } }),
  },
  notice: {
    title: 'Give notice',
    label: 'Reason',
    submit: 'Give notice',
    note: 'The agreement ends after its days of notice. New questions stop; running activities and claims finish under their instrument.',
    done: 'Notice given',
    icon: PenLine,
    send: (mou: Versioned<Mou>, text: string) => api.POST('/api/v1/mous/{mou_id}/notice', { params: params(mou), body: { reason: text } }),
  },
} as const;

export type Worded = keyof typeof WORDED;
