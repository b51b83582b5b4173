import { humanize } from '@/shared/format';
import type { Gates } from './queries';

const NAMES: Record<string, string> = {
  predeployment_training: 'Pre-deployment training',
  fact: 'FACT security training',
  ctat: 'Counter-threat training',
  medical_clearance: 'Medical clearance',
  country_clearance: 'Country clearance',
  passport: 'Passport',
  visa: 'Visa',
  spot: 'SPOT letter of authorization',
  trainer_certification: 'Trainer certification',
};

export const readinessName = (type: string): string => NAMES[type] ?? humanize(type);

const GATES: Record<string, string> = {
  not_dated: 'First and last day are set',
  not_concurred: 'The post or the host has concurred',
  instrument_not_signed: 'The instrument is signed',
  outside_performance: 'The days lie within the period of performance',
  funds_short: 'The obligation covers the estimate',
  paperwork_open: 'Papers that are gates are settled',
  officers_not_ready: 'Every officer is ready',
  participants_not_cleared: 'Every participant is cleared',
};

/** A gate that holds says what holds; one that does not, what to do. */
export const gateWords = ({ code, passes, message }: Gates['gates'][number]): string => (passes ? (GATES[code] ?? humanize(code)) : message);
