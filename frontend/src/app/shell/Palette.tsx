import { useNavigate } from '@tanstack/react-router';
import { CornerDownLeft, Search } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { useEffect, useId, useRef, useState } from 'react';
import type { NavGroup, NavItem } from '../nav';
import { useRecords } from '../search';
import styles from './Palette.module.css';
import { PAGE_WORDS } from './pageWords';

const fold = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** Every word typed has to begin a word of the label or one that the page is looked for by. */
export function findPages(groups: readonly NavGroup[], text: string): (NavItem & { group: string })[] {
  const words = fold(text).split(/\s+/).filter(Boolean);
  return groups.flatMap(({ label, items }) =>
    items
      .filter((item) => {
        const known = fold(`${item.label} ${PAGE_WORDS[item.to] ?? ''} ${label ?? ''}`).split(/\s+/);
        return words.every((word) => known.some((one) => one.startsWith(word)));
      })
      .map((item) => ({ ...item, group: label ?? '' })),
  );
}

/** Type, arrow, Enter. A native dialog holding a combobox with a listbox that is always open. */
export default function Palette({ groups, onClose }: { groups: NavGroup[]; onClose: () => void }) {
  const [text, setText] = useState('');
  const [active, setActive] = useState(0);
  const dialog = useRef<HTMLDialogElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const navigate = useNavigate();
  const id = useId();
  const pages = findPages(groups, text).map(({ label, to, icon, group }) => ({ key: to, title: label, note: '', group, icon, to, search: {} }));
  const records = useRecords(text);
  const found = [...pages, ...records.found];

  useEffect(() => {
    dialog.current?.showModal();
  }, []);

  const go = ({ to, search = {} }: { to: string; search?: Record<string, unknown> }) => {
    onClose();
    void navigate({ to, search: search as never });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && found.length > 0) {
      event.preventDefault();
      const next = (active + step + found.length) % found.length;
      setActive(next);
      list.current?.children[next]?.scrollIntoView({ block: 'nearest' });
    } else if (event.key === 'Enter') {
      event.preventDefault();
      const page = found[active];
      if (page) go(page);
    }
  };

  return (
    // Escape does by keyboard what a click beside the dialog does.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions
    <dialog
      ref={dialog}
      className={styles.palette}
      aria-label="Find a record or a page"
      onClose={onClose}
      onClick={(event) => {
        if (event.target === dialog.current) onClose();
      }}
    >
      <div className={styles.field}>
        <Search size={18} aria-hidden />
        <input
          // The dialog exists to be typed into.
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
          type="text"
          role="combobox"
          aria-label="Find a record or a page"
          aria-autocomplete="list"
          aria-expanded="true"
          aria-controls={`${id}l`}
          aria-activedescendant={found[active] ? `${id}${active}` : undefined}
          placeholder="Find a record or a page…"
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setActive(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <ul ref={list} id={`${id}l`} role="listbox" aria-label="Records and pages" className={styles.list}>
        {found.map(({ key, title, note, group, icon: Icon, ...place }, index) => (
          // The input keeps the focus and handles the keys; the mouse picks.
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
          <li
            key={key}
            id={`${id}${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            className={styles.option}
            onMouseMove={() => setActive(index)}
            onClick={() => go(place)}
          >
            <Icon size={17} aria-hidden />
            <span className={styles.words}>
              {title}
              {note ? <small>{note}</small> : null}
            </span>
            <span className={styles.group}>{group}</span>
            {index === active ? <CornerDownLeft size={14} aria-hidden /> : null}
          </li>
        ))}
      </ul>
      <p className={styles.none} role="status">
        {found.length > 0 ? '' : records.searching ? 'Searching…' : `Nothing is called “${text}”.`}
      </p>
    </dialog>
  );
}
