import { ChevronDown } from 'lucide-react';
import type { FocusEvent, KeyboardEvent } from 'react';
import { useId, useRef, useState } from 'react';
import { Field, type FieldProps } from './Field';
import styles from './Field.module.css';

export interface ComboboxOption {
  value: string;
  label: string;
  /** Tells it from others of the same name: a state, a reference. */
  note?: string;
  /** Other words it is found by: a code, a definition. */
  words?: string | null;
}

interface ComboboxProps extends FieldProps {
  value: ComboboxOption | null;
  onChange: (option: ComboboxOption | null) => void;
  /** All options, or those that answer `text` when the server searches. */
  options: readonly ComboboxOption[];
  /** Give it when the server searches; without it the given options are filtered here. */
  onSearch?: (text: string) => void;
  loading?: boolean;
  placeholder?: string;
}

/** Options by name first, then those that other words lead to. */
function found(options: readonly ComboboxOption[], wanted: string): ComboboxOption[] {
  const has = (text: string | null | undefined) => text?.toLowerCase().includes(wanted) ?? false;
  const named = options.filter(({ label }) => has(label));
  return [...named, ...options.filter((option) => !named.includes(option) && has(option.words))];
}

/** A text field that picks one record: the ARIA combobox pattern with a listbox. */
export function Combobox(props: ComboboxProps) {
  const { value, onChange, options, onSearch, loading, placeholder, label, hint, error, optional, className } = props;
  const [open, setOpen] = useState(false);
  const [text, setText] = useState<string>();
  const [active, setActive] = useState(0);
  const id = useId();
  const list = useRef<HTMLUListElement>(null);
  const wanted = (text ?? '').trim().toLowerCase();
  const shown = onSearch || !wanted ? options : found(options, wanted);

  const choose = (option: ComboboxOption) => {
    onChange(option);
    setText(undefined);
    setOpen(false);
  };
  const highlight = (index: number) => {
    setActive(index);
    list.current?.children[index]?.scrollIntoView({ block: 'nearest' });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && open) {
      event.stopPropagation();
      event.preventDefault();
      setOpen(false);
      setText(undefined);
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (!open) setOpen(true);
      else if (shown.length > 0) {
        highlight((active + (event.key === 'ArrowDown' ? 1 : -1) + shown.length) % shown.length);
      }
    } else if (event.key === 'Enter' && open) {
      event.preventDefault();
      const option = shown[active];
      if (option) choose(option);
    }
  };

  return (
    <Field {...{ label, hint, error, optional, className }}>
      {(ids) => (
        <div
          className={styles.combo}
          onBlur={(event: FocusEvent) => {
            if (event.currentTarget.contains(event.relatedTarget)) return;
            setOpen(false);
            if (text === '') onChange(null);
            setText(undefined);
          }}
        >
          <input
            {...ids}
            type="text"
            role="combobox"
            autoComplete="off"
            aria-autocomplete="list"
            aria-expanded={open}
            aria-controls={`${id}l`}
            aria-activedescendant={open && shown[active] ? `${id}${active}` : undefined}
            placeholder={placeholder}
            className={styles.control}
            value={text ?? value?.label ?? ''}
            onChange={(event) => {
              setText(event.target.value);
              setOpen(true);
              setActive(0);
              onSearch?.(event.target.value);
            }}
            onClick={() => setOpen(true)}
            onKeyDown={onKeyDown}
          />
          <ChevronDown size={16} aria-hidden />
          {open ? (
            <ul ref={list} id={`${id}l`} role="listbox" aria-label={label} className={styles.list}>
              {shown.map((option, index) => (
                // The input keeps the focus and handles the keys; the mouse picks.
                // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
                <li
                  key={option.value}
                  id={`${id}${index}`}
                  role="option"
                  tabIndex={-1}
                  aria-selected={option.value === value?.value}
                  data-active={index === active}
                  className={styles.option}
                  onMouseDown={(event) => event.preventDefault()}
                  onMouseMove={() => setActive(index)}
                  onClick={() => choose(option)}
                >
                  {option.label}
                  {option.note ? <small>{option.note}</small> : null}
                </li>
              ))}
              {shown.length === 0 ? (
                <li className={styles.listNote} role="option" aria-selected={false} aria-disabled="true">
                  {loading ? 'Searching…' : 'Nothing matches.'}
                </li>
              ) : null}
            </ul>
          ) : null}
        </div>
      )}
    </Field>
  );
}
