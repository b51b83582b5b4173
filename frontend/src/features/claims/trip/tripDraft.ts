import type { components } from '@/shared/api/schema';
import type { Fields } from '../draft/merge';

type Schemas = components['schemas'];
export type Trip = Schemas['Trip'];
export type TripInput = Schemas['TripInput'];

/** One leg as typed; times are `2026-06-01T08:00` by the clock on the wall. */
export interface LegDraft {
  from_place: string;
  departs_at: string;
  departs_zone: string;
  to_place: string;
  arrives_at: string;
  arrives_zone: string;
}

/** One day as typed; an empty text is nothing. */
export interface DayDraft {
  place: string;
  amount: string;
  currency: string;
  fx_source: string;
  fx_rate: string;
  /** Lodging tax of a US place: part of the amount, entered with the line. */
  tax: string;
  receipt: boolean;
  breakfast: boolean;
  lunch: boolean;
  dinner: boolean;
  note: string;
}

export interface TripDraft {
  home_zone: string;
  legs: LegDraft[];
  days: Record<string, DayDraft>;
}

export const EMPTY_DAY: DayDraft = {
  place: '',
  amount: '',
  currency: 'USD',
  fx_source: '',
  fx_rate: '',
  tax: '',
  receipt: false,
  breakfast: false,
  lunch: false,
  dinner: false,
  note: '',
};
export const emptyLeg = (zone: string): LegDraft => ({
  from_place: '',
  departs_at: '',
  departs_zone: zone,
  to_place: '',
  arrives_at: '',
  arrives_zone: zone,
});
const MEALS = ['breakfast', 'lunch', 'dinner'] as const;

const isEmpty = (day: DayDraft) => JSON.stringify(day) === JSON.stringify(EMPTY_DAY);

/** What the server keeps, as it is typed. */
export function toDraft(trip: Trip): TripDraft {
  const days: Record<string, DayDraft> = {};
  for (const day of trip.days) {
    const typed: DayDraft = {
      ...EMPTY_DAY,
      place: day.place_given ? day.place : '',
      amount: day.lodging?.amount.amount ?? '',
      currency: day.lodging?.amount.currency ?? 'USD',
      fx_source: day.lodging?.fx_source ?? '',
      fx_rate: day.lodging?.fx_source === 'rate_table' ? '' : (day.lodging?.fx_rate ?? ''),
      tax: day.lodging?.tax?.amount ?? '',
      receipt: day.lodging?.receipt_attached ?? false,
      note: day.note ?? '',
    };
    for (const meal of MEALS) typed[meal] = day.meals_furnished.includes(meal);
    if (!isEmpty(typed)) days[day.service_on] = typed;
  }
  return { home_zone: trip.home_zone ?? '', legs: trip.legs.map((leg) => ({ ...leg })), days };
}

/** What keeps a draft from being sent; nothing once every leg is whole. */
export function unfinished({ home_zone: zone, legs }: TripDraft): string | undefined {
  if (legs.length < 2) return 'A trip needs at least a way there and a way back.';
  if (!zone.trim()) return 'Name the time zone at home.';
  const blank = legs.findIndex((leg) => Object.values(leg).some((value: string) => !value.trim()));
  return blank < 0 ? undefined : `Leg ${blank + 1} is not whole yet: places, times and time zones.`;
}

/** The trip as the API takes it; days with nothing entered are left out. */
export function asTrip({ home_zone, legs, days }: TripDraft): TripInput {
  return {
    home_zone: home_zone.trim(),
    legs: legs.map((leg) => ({ ...leg, from_place: leg.from_place.trim(), to_place: leg.to_place.trim() })),
    days: Object.entries(days)
      .filter(([, day]) => !isEmpty(day))
      .toSorted(([a], [b]) => a.localeCompare(b))
      .map(([on, day]) => {
        const currency = day.currency.trim().toUpperCase() || 'USD';
        const foreign = currency !== 'USD';
        const amount = day.amount.replaceAll(',', '').trim();
        return {
          service_on: on,
          place: day.place.trim() || null,
          meals_furnished: MEALS.filter((meal) => day[meal]),
          note: day.note.trim() || null,
          lodging: amount
            ? {
                amount: { amount, currency },
                fx_source: (foreign ? day.fx_source || null : null) as 'card' | null,
                fx_rate: foreign && day.fx_source !== 'rate_table' ? day.fx_rate.trim() || null : null,
                tax: !foreign && day.tax ? { amount: day.tax, currency: 'USD' } : null,
                receipt_attached: day.receipt,
              }
            : null,
        };
      }),
  };
}

/** Every field with its words: `days.2026-06-02.amount` → `226.50`. */
function fieldsOf({ home_zone, legs, days }: TripDraft): Map<string, string | boolean> {
  const found = new Map<string, string | boolean>([['home_zone', home_zone], ['legs', JSON.stringify(legs)]]);
  for (const [on, day] of Object.entries(days)) for (const [name, value] of Object.entries(day)) found.set(`days.${on}.${name}`, value as string | boolean);
  return found;
}

const nothingIn = (name: string): string | boolean => {
  const field = /^days\.[^.]+\.(.+)$/.exec(name)?.[1] as keyof DayDraft | undefined;
  return field ? EMPTY_DAY[field] : '';
};

/** The draft with one field set, by the name that `fieldsOf` gives it. */
export function withField(draft: TripDraft, name: string, value: string | boolean): TripDraft {
  if (name === 'home_zone') return { ...draft, home_zone: String(value) };
  if (name === 'legs') return { ...draft, legs: JSON.parse(String(value)) as LegDraft[] };
  const [, on = '', field = ''] = /^days\.([^.]+)\.(.+)$/.exec(name) ?? [];
  return { ...draft, days: { ...draft.days, [on]: { ...(draft.days[on] ?? EMPTY_DAY), [field]: value } } };
}

export const FIELDS: Fields<TripDraft> = { of: fieldsOf, set: withField, nothing: nothingIn };
