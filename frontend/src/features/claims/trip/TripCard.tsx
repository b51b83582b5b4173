import { useQuery } from '@tanstack/react-query';
import { Plane } from 'lucide-react';
import { useId, useState } from 'react';
import { api, read, readAll, type Versioned } from '@/shared/api';
import type { ComboboxOption } from '@/shared/forms';
import { OfficerPicker } from '@/shared/pickers';
import { Button, Card, EmptyState, ErrorState, Skeleton } from '@/shared/ui';
import { DraftConflict } from '../draft/DraftConflict';
import { Saved } from '../draft/Saved';
import type { Claim } from '../queries';
import { named, shown } from './clashWords';
import { asTrip, emptyLeg, type Trip, type TripDraft } from './tripDraft';
import { TripGrid } from './TripGrid';
import { TripLegs } from './TripLegs';
import { readTrip, useTripDraft } from './useTripDraft';
import styles from './Trip.module.css';

const here = () => Intl.DateTimeFormat().resolvedOptions().timeZone;
const allZones = (): string[] => Intl.supportedValuesOf('timeZone');

/** The zones of a country, most populous first, where the browser knows them. */
function zonesOf(genc2: string | undefined): string[] {
  const locale = genc2 ? (new Intl.Locale(`und-${genc2}`) as Intl.Locale & { getTimeZones?: () => string[] | undefined }) : undefined;
  return locale?.getTimeZones?.() ?? [];
}

/** What one day's country and its places are: for the lists that places and zones are picked from. */
function usePlaces(claim: Claim) {
  const id = claim.country?.id ?? '';
  const { data: country } = useQuery({
    queryKey: ['countries', 'detail', id],
    queryFn: () => read(api.GET('/api/v1/countries/{country_id}', { params: { path: { country_id: id } } })),
    enabled: id !== '',
  });
  const code = country?.genc3;
  const { data: rates } = useQuery({
    queryKey: ['rates', 'places', code, claim.period.starts_on],
    queryFn: ({ signal }) =>
      readAll((after) =>
        read(api.GET('/api/v1/rates/per-diem', { params: { query: { country: [code ?? ''], on: claim.period.starts_on, limit: 200, after } }, signal })),
      ),
    enabled: code !== undefined,
  });
  return { zones: zonesOf(country?.genc2 ?? undefined), places: [...new Set((rates ?? []).map(({ location }) => location))] };
}

function TripEditor({ claim, officerId, first }: { claim: Claim; officerId: string; first: Versioned<Trip> }) {
  const { draft, change, data: trip, state, clashes, settle, problems } = useTripDraft(claim.id, officerId, first, claim.version);
  const { zones, places } = usePlaces(claim);
  const id = useId();
  const at = (pointer: string) => problems.find((found) => found.pointer === pointer)?.message;
  const sent = asTrip(draft).days ?? [];
  const ofDay = (on: string, field: string) => {
    const index = sent.findIndex((day) => day.service_on === on);
    return problems.find(({ pointer }) => index >= 0 && pointer?.startsWith(`/days/${index}/${field}`))?.message;
  };
  const begin = () => {
    const [home, there] = [here(), zones[0] ?? here()];
    const place = places.find((name) => !name.startsWith('[')) ?? '';
    const next: TripDraft = {
      home_zone: home,
      legs: [
        { ...emptyLeg(home), to_place: place, arrives_zone: there, departs_at: '', arrives_at: '' },
        { ...emptyLeg(home), from_place: place, departs_zone: there },
      ],
      days: draft.days,
    };
    change(next);
  };
  if (draft.legs.length === 0) {
    return (
      <EmptyState icon={Plane} title="No trip yet" action={<Button onClick={begin}>Lay out the trip</Button>}>
        Enter when it left and came back: lodging and meals follow, day by day.
      </EmptyState>
    );
  }
  return (
    <>
      <datalist id={`${id}z`}>
        {[...new Set([...zones, here(), ...allZones()])].map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
      <datalist id={`${id}p`}>
        {places.map((place) => (
          <option key={place} value={place} />
        ))}
      </datalist>
      <div className={styles.bar}>
        <Saved state={state} />
      </div>
      <TripLegs draft={draft} onChange={change} places={`${id}p`} zones={`${id}z`} problem={at} />
      {trip.days.length > 0 ? <TripGrid trip={trip} draft={draft} onChange={change} places={`${id}p`} problem={ofDay} /> : null}
      {clashes.length > 0 ? <DraftConflict clashes={clashes} named={named} shown={shown} onSettle={settle} /> : null}
    </>
  );
}

/** A traveller's trip: the journey and its days, which make the lines of lodging and meals. */
export default function TripCard({ claim }: { claim: Claim }) {
  const travelled = claim.officer ?? claim.lines.find(({ officer, category }) => officer && (category === 'mie' || category === 'lodging'))?.officer;
  const [picked, setPicked] = useState<ComboboxOption | null>(travelled ? { value: travelled.id, label: travelled.name } : null);
  const officerId = picked?.value ?? '';
  const { data, error, refetch } = useQuery({
    queryKey: ['trips', claim.id, officerId],
    queryFn: () => readTrip(claim.id, officerId),
    enabled: officerId !== '',
    // The editor keeps itself up to date from here on.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  return (
    <Card title="Trip" subtitle="The journey by local times; lodging and meals of each day follow from it" body="flush">
      <div className={styles.body}>
        {claim.officer ? null : <OfficerPicker label="Traveller" agencyId={claim.agency.id} value={picked} onChange={setPicked} />}
        {error ? <ErrorState compact error={error} onRetry={() => void refetch()} /> : null}
        {officerId && !data && !error ? <Skeleton width="80%" height={120} /> : null}
        {data ? <TripEditor key={officerId} claim={claim} officerId={officerId} first={data} /> : null}
      </div>
    </Card>
  );
}
