import { humanize } from '@/shared/format';
import type { Labelled } from './agencies';

/** What messages are about: people choose by these how they are told. */
export const TOPIC_NAMES = [
  { value: 'requests', label: 'Requests' },
  { value: 'outreach', label: 'Outreach and offers' },
  { value: 'agreements', label: 'Agreements' },
  { value: 'activities', label: 'Activities' },
  { value: 'vetting', label: 'Vetting' },
  { value: 'credentials', label: 'Certificates and training' },
  { value: 'claims', label: 'Claims' },
  { value: 'enquiries', label: 'Enquiries' },
  { value: 'integrations', label: 'Integrations' },
] as const satisfies readonly Labelled[];

const words: ReadonlyMap<string, string> = new Map(TOPIC_NAMES.map(({ value, label }) => [value, label]));
export const topicName = (topic: string): string => words.get(topic) ?? humanize(topic);
