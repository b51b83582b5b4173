import { CheckCheck, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { formatMoney, plural } from '@/shared/format';
import { Button, ConfirmDialog } from '@/shared/ui';
import { allowAll, totalOf, undecided, withdrawn, type Choices } from './decision';
import type { Line } from './queries';

interface AllowRestProps {
  lines: readonly Line[];
  choices: Choices;
  onChange: (choices: Choices) => void;
}

/** Allows at once what was not looked at, after a question, and takes it back as long as nothing is decided. */
export default function AllowRest({ lines, choices, onChange }: AllowRestProps) {
  const [asking, setAsking] = useState(false);
  const [allowed, setAllowed] = useState<readonly string[]>([]);
  const rest = undecided(lines, choices);
  return (
    <>
      <p className="muted" role="status">
        {rest.length === 0 ? 'Every line is decided.' : `${lines.length - rest.length} of ${plural(lines.length, 'line')} decided.`}
      </p>
      {rest.length > 0 ? (
        <Button size="sm" icon={CheckCheck} onClick={() => setAsking(true)}>
          Allow the rest
        </Button>
      ) : null}
      {rest.length === 0 && allowed.length > 0 ? (
        <Button
          size="sm"
          icon={Undo2}
          onClick={() => {
            onChange(withdrawn(allowed, choices));
            setAllowed([]);
          }}
        >
          Undo: {plural(allowed.length, 'line')} allowed together
        </Button>
      ) : null}
      <ConfirmDialog
        open={asking}
        title={`Allow ${plural(rest.length, 'more line')}?`}
        confirm="Allow them"
        onClose={() => setAsking(false)}
        onConfirm={() => {
          setAllowed(rest.map(({ id }) => id));
          onChange(allowAll(lines, choices));
          setAsking(false);
        }}
      >
        Each is paid what it allows, {formatMoney(totalOf(rest, {}))} together. Nothing is final before you press Decide.
      </ConfirmDialog>
    </>
  );
}
