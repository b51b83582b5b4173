import { useState } from 'react';
import { formatDate, humanize } from '@/shared/format';
import { Button, Dialog } from '@/shared/ui';
import type { Clash, LegDraft } from './tripDraft';
import styles from './Trip.module.css';

const WORDS: Record<string, string> = { home_zone: 'Time zone at home', legs: 'Journey', amount: 'Lodging', receipt: 'Receipt at hand', fx_rate: 'Exchange rate', fx_source: 'Exchange rate from' };

function named(name: string): string {
  const [, on, field = ''] = /^days\.([^.]+)\.(.+)$/.exec(name) ?? [];
  return on ? `${formatDate(on)}: ${WORDS[field] ?? humanize(field)}` : (WORDS[name] ?? humanize(name));
}
function shown(name: string, value: string | boolean): string {
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (name !== 'legs') return value || '—';
  return (JSON.parse(value) as LegDraft[]).map((leg) => `${leg.from_place} ${leg.departs_at} → ${leg.to_place} ${leg.arrives_at}`).join('; ') || '—';
}

/** Two people changed the same fields: one choice for each, nothing is taken without asking. */
export function TripConflict({ clashes, onSettle }: { clashes: readonly Clash[]; onSettle: (mine: ReadonlySet<string>) => void }) {
  const [theirs, setTheirs] = useState<ReadonlySet<string>>(new Set());
  const mine = new Set(clashes.map(({ name }) => name).filter((name) => !theirs.has(name)));
  const pick = (name: string, isTheirs: boolean) => {
    const next = new Set(theirs);
    if (isTheirs) next.add(name);
    else next.delete(name);
    setTheirs(next);
  };
  return (
    <Dialog
      open
      size="lg"
      title="Someone changed this meanwhile"
      subtitle="Both of you changed these fields. Choose for each; everything else is kept from both."
      onClose={() => onSettle(mine)}
      footer={
        <Button variant="primary" onClick={() => onSettle(mine)}>
          Keep what is chosen
        </Button>
      }
    >
      <ul className={styles.clashes}>
        {clashes.map(({ name, mine: own, theirs: other }) => (
          <li key={name}>
            <fieldset>
              <legend>{named(name)}</legend>
              <label>
                <input type="radio" name={name} checked={!theirs.has(name)} onChange={() => pick(name, false)} />
                <span>
                  <small>Yours</small> {shown(name, own)}
                </span>
              </label>
              <label>
                <input type="radio" name={name} checked={theirs.has(name)} onChange={() => pick(name, true)} />
                <span>
                  <small>Stored now</small> {shown(name, other)}
                </span>
              </label>
            </fieldset>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
