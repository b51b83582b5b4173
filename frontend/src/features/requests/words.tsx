import { Flame } from 'lucide-react';
import { Pill } from '@/shared/ui';
import type { RequestRow } from './queries';

export function UrgencyPill({ urgency }: { urgency: string }) {
  return urgency === 'urgent' ? (
    <Pill tone="warn" icon={Flame}>
      Urgent
    </Pill>
  ) : null;
}

export const places = (countries: readonly { name: string }[]): string => {
  const names = countries.map(({ name }) => name);
  return names.length > 2 ? `${names.slice(0, 2).join(', ')} and ${names.length - 2} more` : names.join(' and ');
};

/** The countries, unless the post's name says it: "INL post, Guatemala" for Guatemala. */
export const elsewhere = ({ post, countries }: Pick<RequestRow, 'post' | 'countries'>): string | undefined =>
  countries.length === 1 && countries[0] && post.name.includes(countries[0].name) ? undefined : places(countries);
