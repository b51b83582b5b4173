import { Check, ChevronDown } from 'lucide-react';
import type { ComponentProps } from 'react';
import { useId } from 'react';
import { cx } from '@/shared/ui/cx';
import { Field, type FieldProps } from './Field';
import styles from './Field.module.css';

type Control<E extends 'input' | 'select' | 'textarea'> = FieldProps & Omit<ComponentProps<E>, 'id' | 'className'>;

/** Spread what `register('name')` gives. */
export function TextInput({ label, hint, error, optional, className, ...input }: Control<'input'>) {
  return (
    <Field {...{ label, hint, error, optional, className }}>
      {(ids) => <input type="text" autoComplete="off" {...input} {...ids} className={styles.control} />}
    </Field>
  );
}

/** A calendar date as the API writes it (`2026-09-14`), with the browser's own picker. */
export function DateField(props: Control<'input'>) {
  return <TextInput {...props} type="date" />;
}

interface MoneyFieldProps extends Control<'input'> {
  /** ISO 4217; shown beside the amount. */
  currency?: string;
}

/** An amount as a decimal string. Nothing is converted: the server checks and rounds. */
export function MoneyField({ label, hint, error, optional, className, currency = 'USD', ...input }: MoneyFieldProps) {
  return (
    <Field {...{ label, hint, error, optional, className }}>
      {(ids) => (
        <span className={styles.money}>
          <span className={styles.currency} aria-hidden>
            {currency}
          </span>
          <input
            type="text"
            inputMode="decimal"
            autoComplete="off"
            placeholder="0.00"
            {...input}
            {...ids}
            className={cx(styles.control, styles.amount)}
          />
        </span>
      )}
    </Field>
  );
}

export function Textarea({ label, hint, error, optional, className, ...input }: Control<'textarea'>) {
  return (
    <Field {...{ label, hint, error, optional, className }}>
      {(ids) => <textarea rows={4} {...input} {...ids} className={cx(styles.control, styles.textarea)} />}
    </Field>
  );
}

interface SelectProps extends Control<'select'> {
  options: readonly { value: string; label: string }[];
  /** Stands first and means "nothing chosen". */
  placeholder?: string;
}

export function Select({ label, hint, error, optional, className, options, placeholder, ...input }: SelectProps) {
  return (
    <Field {...{ label, hint, error, optional, className }}>
      {(ids) => (
        <span className={styles.combo}>
          <select {...input} {...ids} className={cx(styles.control, styles.select)}>
            {placeholder === undefined ? null : <option value="">{placeholder}</option>}
            {options.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
          <ChevronDown size={16} aria-hidden />
        </span>
      )}
    </Field>
  );
}

type CheckboxProps = Omit<ComponentProps<'input'>, 'type' | 'id'> & { label: string; hint?: string; error?: string | undefined };

export function Checkbox({ label, hint, error, ...input }: CheckboxProps) {
  const id = useId();
  return (
    <div className={styles.checkField}>
      <span className={styles.box}>
        <input
          type="checkbox"
          id={id}
          {...input}
          aria-describedby={hint || error ? `${id}h` : undefined}
          aria-invalid={error ? true : undefined}
        />
        <Check size={13} strokeWidth={3} aria-hidden />
      </span>
      <span>
        <label htmlFor={id}>{label}</label>
        {hint || error ? (
          <span id={`${id}h`} className={error ? styles.error : styles.hint}>
            {error ?? hint}
          </span>
        ) : null}
      </span>
    </div>
  );
}
