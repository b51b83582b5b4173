import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Checkbox } from './fields';
import { Combobox, type ComboboxOption } from './Combobox';
import styles from './Form.module.css';

/** Two fields in one line. */
export function Pair({ children }: { children: ReactNode }) {
  return <div className={styles.pair}>{children}</div>;
}

interface GroupProps {
  legend: string;
  hint?: ReactNode;
  error?: string | undefined;
  children: ReactNode;
}

export function Group({ legend, hint, error, children }: GroupProps) {
  return (
    <fieldset className={styles.group}>
      <legend>{legend}</legend>
      {hint ? <p className={styles.groupHint}>{hint}</p> : null}
      {error ? (
        <p className={styles.error} role="alert">
          {error}
        </p>
      ) : null}
      {children}
    </fieldset>
  );
}

interface ChoicesProps extends Omit<GroupProps, 'children'> {
  options: readonly { value: string; label: string; hint?: string }[];
  value: readonly string[];
  onChange: (value: string[]) => void;
}

/** Any of a few. */
export function Choices({ options, value, onChange, ...group }: ChoicesProps) {
  return (
    <Group {...group}>
      <div className={styles.choices}>
        {options.map((option) => (
          <Checkbox
            key={option.value}
            label={option.label}
            hint={option.hint}
            checked={value.includes(option.value)}
            onChange={(event) =>
              onChange(event.target.checked ? [...value, option.value] : value.filter((one) => one !== option.value))
            }
          />
        ))}
      </div>
    </Group>
  );
}

interface PickManyProps {
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
  optional?: boolean;
  placeholder?: string;
  options: readonly ComboboxOption[];
  value: readonly string[];
  onChange: (value: string[]) => void;
}

/** Any of many: a search field, and what is chosen as chips that take it back. */
export function PickMany({ options, value, onChange, ...field }: PickManyProps) {
  return (
    <div className={styles.group}>
      <Combobox
        {...field}
        value={null}
        options={options.filter((option) => !value.includes(option.value))}
        onChange={(option) => {
          if (option) onChange([...value, option.value]);
        }}
      />
      {value.length > 0 ? (
        <div className={styles.chosen}>
          {value.map((one) => {
            const label = options.find((option) => option.value === one)?.label ?? one;
            return (
              <button key={one} type="button" className={styles.chip} onClick={() => onChange(value.filter((other) => other !== one))}>
                {label}
                <X size={14} aria-hidden />
                <span className="sr-only">, remove</span>
              </button>
            );
          })}
        </div>
      ) : null}
    </div>
  );
}
