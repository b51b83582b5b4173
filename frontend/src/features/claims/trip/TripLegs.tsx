import { Plus, Trash2 } from 'lucide-react';
import type { ComponentProps } from 'react';
import { TextInput } from '@/shared/forms/fields';
import { Button, IconButton } from '@/shared/ui';
import { emptyLeg, type LegDraft, type TripDraft } from './tripDraft';
import styles from './Trip.module.css';

interface TripLegsProps {
  draft: TripDraft;
  onChange: (draft: TripDraft) => void;
  /** Ids of the datalists with the places that have rates, and with time zones. */
  places: string;
  zones: string;
  /** Messages by pointer: `/legs/0/arrives_at`. */
  problem: (pointer: string) => string | undefined;
}

/** The journey, leg by leg, by the clocks on the wall. */
export function TripLegs({ draft, onChange, places, zones, problem }: TripLegsProps) {
  const set = (index: number, change: Partial<LegDraft>) =>
    onChange({ ...draft, legs: draft.legs.map((leg, at) => (at === index ? { ...leg, ...change } : leg)) });
  const field = (index: number, name: keyof LegDraft, label: string, more: Partial<ComponentProps<typeof TextInput>> = {}) => (
    <TextInput
      label={label}
      value={draft.legs[index]?.[name] ?? ''}
      error={problem(`/legs/${index}/${name}`)}
      onChange={(event) => set(index, { [name]: event.target.value })}
      {...more}
    />
  );
  // A stop goes before the way home, from where the traveller is then.
  const add = () => {
    const home = draft.legs.at(-1) ?? emptyLeg(draft.home_zone);
    const stop = { ...emptyLeg(home.departs_zone), from_place: home.from_place };
    onChange({ ...draft, legs: [...draft.legs.slice(0, -1), stop, home] });
  };
  return (
    <div className={styles.legs}>
      {draft.legs.map((_, index) => (
        // Legs have no name of their own: the place in the journey is what they are.
        // oxlint-disable-next-line react/no-array-index-key
        <fieldset key={index} className={styles.leg}>
          <legend>{index === 0 ? 'Way there' : index === draft.legs.length - 1 ? 'Way home' : `Leg ${index + 1}`}</legend>
          {field(index, 'from_place', 'From', { list: places, maxLength: 120 })}
          {field(index, 'departs_at', 'Departs, local time', { type: 'datetime-local' })}
          {field(index, 'departs_zone', 'Time zone there', { list: zones })}
          {field(index, 'to_place', 'To', { list: places, maxLength: 120 })}
          {field(index, 'arrives_at', 'Arrives, local time', { type: 'datetime-local' })}
          {field(index, 'arrives_zone', 'Time zone on arrival', { list: zones })}
          {index > 0 && index < draft.legs.length - 1 ? (
            <IconButton
              icon={Trash2}
              label={`Remove leg ${index + 1}`}
              onClick={() => onChange({ ...draft, legs: draft.legs.filter((__, at) => at !== index) })}
            />
          ) : null}
        </fieldset>
      ))}
      {problem('/legs') ? <p className={styles.problem}>{problem('/legs')}</p> : null}
      <div className={styles.legFoot}>
        <TextInput
          label="Time zone at home"
          hint="The days of the trip are those of the calendar here."
          list={zones}
          value={draft.home_zone}
          error={problem('/home_zone')}
          onChange={(event) => onChange({ ...draft, home_zone: event.target.value })}
        />
        <Button size="sm" icon={Plus} onClick={add}>
          Add a stop
        </Button>
      </div>
    </div>
  );
}
