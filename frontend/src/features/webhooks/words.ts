import { Ban, CircleCheck, CirclePause, CircleX, Clock, Send, type LucideIcon } from 'lucide-react';
import type { Tone } from '@/shared/ui';
import type { FedSubject } from './queries';

type Look = [word: string, tone: Tone, icon: LucideIcon];

/** Beside the table of all states, which every page loads. */
export const WEBHOOK_LOOKS: Record<string, Look> = {
  active: ['Active', 'good', CircleCheck],
  paused: ['Paused', 'calm', CirclePause],
  disabled: ['Disabled', 'bad', CircleX],
};
export const DELIVERY_LOOKS: Record<string, Look> = {
  queued: ['Waiting', 'info', Clock],
  sending: ['Being sent', 'info', Send],
  delivered: ['Delivered', 'good', CircleCheck],
  dead: ['Given up', 'bad', CircleX],
  dropped: ['Dropped', 'calm', Ban],
};

export const optionsOf = (looks: Record<string, Look>): { value: string; label: string }[] => Object.entries(looks).map(([value, [label]]) => ({ value, label }));

/** Kinds of records whose changes can be told. */
export const SUBJECTS: readonly FedSubject[] = [
  'academy',
  'activity',
  'agency',
  'agency_blackout',
  'agency_contact',
  'capability_package',
  'claim',
  'country',
  'country_alias',
  'enquiry',
  'expense',
  'expertise',
  'ilea_offering',
  'import',
  'instrument',
  'mou',
  'obligation',
  'offer',
  'officer',
  'officer_credential',
  'outreach',
  'paperwork_template',
  'payment',
  'payment_run',
  'post',
  'rate_edition',
  'request',
  'request_clarification',
  'training_enrollment',
  'training_session',
  'user',
];

export const KINDS = [
  { value: 'event', label: 'Event' },
  { value: 'replay', label: 'Replay' },
  { value: 'ping', label: 'Ping' },
];
