import { useState } from 'react';
import { Button, Dialog } from '@/shared/ui';
import styles from './Draft.module.css';
import type { Clash } from './merge';

interface DraftConflictProps {
  clashes: readonly Clash[];
  /** A field as people call it, and its value as they read it. */
  named: (name: string) => string;
  shown?: (name: string, value: string | boolean) => string;
  onSettle: (mine: ReadonlySet<string>) => void;
}

export const plain = (_: string, value: string | boolean): string => (typeof value === 'boolean' ? (value ? 'Yes' : 'No') : value || '—');

/** Two people changed the same fields: one choice for each, nothing is taken without asking. */
export function DraftConflict({ clashes, named, shown = plain, onSettle }: DraftConflictProps) {
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
