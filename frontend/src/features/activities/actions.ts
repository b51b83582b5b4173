import { BadgeCheck, CircleCheckBig, Flag, Handshake, Play, ShieldCheck, type LucideIcon } from 'lucide-react';
import { api, ifMatch, type Versioned } from '@/shared/api';
import type { Activity } from './queries';

type Record = Versioned<Activity>;
const params = ({ data, etag }: Record) => ({ path: { activity_id: data.id }, header: ifMatch(etag) });

interface Step {
  name: string;
  label: string;
  icon: LucideIcon;
  title: string;
  /** What follows from it, in a sentence. */
  note: string;
  done: string;
  call: (activity: Record) => Promise<unknown>;
}

/** Steps that are confirmed and need nothing else, in the order of an activity's way. */
export const STEPS: readonly Step[] = [
  {
    name: 'ready',
    label: 'Start getting ready',
    icon: BadgeCheck,
    title: 'Start getting this activity ready?',
    note: 'The instrument is signed and the obligation covers the estimate. The post, or the host agency of a study visit, is asked to concur.',
    done: 'The activity is getting ready',
    call: (activity) => api.POST('/api/v1/activities/{activity_id}/ready', { params: params(activity) }),
  },
  {
    name: 'concur',
    label: 'Concur',
    icon: Handshake,
    title: 'Concur with this activity?',
    note: 'You agree that it goes on these days at this place. New days or another place need your concurrence again.',
    done: 'Concurrence recorded',
    call: (activity) => api.POST('/api/v1/activities/{activity_id}/concur', { params: params(activity) }),
  },
  {
    name: 'authorize',
    label: 'Give the go-ahead',
    icon: ShieldCheck,
    title: 'Give the go-ahead?',
    note: 'Every gate must pass now, and again on the first day, when the activity begins by itself.',
    done: 'Activity authorized',
    call: (activity) => api.POST('/api/v1/activities/{activity_id}/authorize', { params: params(activity) }),
  },
  {
    name: 'resume',
    label: 'Resume',
    icon: Play,
    title: 'Resume this activity?',
    note: 'Every gate must pass again.',
    done: 'Activity resumed',
    call: (activity) => api.POST('/api/v1/activities/{activity_id}/resume', { params: params(activity) }),
  },
  {
    name: 'finish',
    label: 'Finish',
    icon: Flag,
    title: 'Is the work done?',
    note: 'Attendance must be recorded. What remains are the after-action report and the claims.',
    done: 'Activity completed',
    call: (activity) => api.POST('/api/v1/activities/{activity_id}/finish', { params: params(activity) }),
  },
  {
    name: 'close',
    label: 'Close',
    icon: CircleCheckBig,
    title: 'Close this activity for good?',
    note: 'The report must be accepted, every claim settled and no money left.',
    done: 'Activity closed',
    call: (activity) => api.POST('/api/v1/activities/{activity_id}/close', { params: params(activity) }),
  },
];

/** Steps that are taken for a reason, each in a dialog of its own. */
export const REASONED = { suspend: 'Suspend activity…', cancel: 'Cancel activity…' } as const;
export type Reasoned = keyof typeof REASONED;

export const suspend = (activity: Record, reason: string) => api.POST('/api/v1/activities/{activity_id}/suspend', { params: params(activity), body: { reason } });
export const cancel = (activity: Record, reason: string) => api.POST('/api/v1/activities/{activity_id}/cancel', { params: params(activity), body: { reason } });
