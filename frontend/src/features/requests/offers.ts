import { ifMatch } from '@/shared/api';
import { fromCents, toCents, type Money } from '@/shared/format';
import type { Offer } from './queries';

/** Neutral by design: nothing here speaks of the agency. */
export const PASS_OVER_CODES = [
  { value: 'need_met', label: 'The need is met otherwise' },
  { value: 'need_changed', label: 'The need has changed' },
  { value: 'need_lapsed', label: 'The need has lapsed' },
  { value: 'beyond_funds', label: 'Beyond the funds' },
  { value: 'other_dates', label: 'Other dates are needed' },
] as const;

/** Acts on the offer as the comparison showed it: a version is what stands before the dash of an ETag. */
export const asSeen = ({ version }: Offer) => ifMatch(`"${version}"`);

/** What would be left of the funds; undefined when the funds are not shown to this person. */
export const leftAfter = (left: Money | null | undefined, offer: Offer): Money | undefined =>
  left ? fromCents(toCents(left) - toCents(offer.total)) : undefined;

/** `1 of 2`; how many more might is said, not guessed. */
export function speakersText({ officers, unknown }: Offer['speakers'][number], all: number): string {
  const known = `${officers} of ${all}`;
  return unknown === 0 ? known : officers === 0 && unknown === all ? 'not known' : `${known}, not known of ${unknown}`;
}

/** Whether certificates are on file; one that is not may exist all the same. */
export function certifiedText(officers: Offer['officers']): string {
  const certified = officers.filter(({ certified: on }) => on === true).length;
  const unknown = officers.length - certified;
  return unknown === 0 ? `${certified} of ${officers.length}` : certified === 0 ? 'not known' : `${certified} of ${officers.length}, not known of ${unknown}`;
}
