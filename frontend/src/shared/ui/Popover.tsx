import type { ReactElement, ReactNode, Ref } from 'react';
import { useCallback, useEffect, useId, useRef, useState } from 'react';
import { cx } from './cx';
import styles from './Popover.module.css';

const MARGIN = 8;

/** Puts `floating` under (or over) `anchor`, inside the window. Positions are set through the CSSOM, as the CSP wants. */
function place(anchor: HTMLElement, floating: HTMLElement, align: 'start' | 'end'): void {
  const at = anchor.getBoundingClientRect();
  const size = floating.getBoundingClientRect();
  const left = align === 'start' ? at.left : at.right - size.width;
  const below = at.bottom + 6;
  const fits = below + size.height <= window.innerHeight - MARGIN;
  const above = at.top - 6 - size.height;
  const top = fits || above < MARGIN ? below : above;
  floating.style.left = `${Math.max(MARGIN, Math.min(left, window.innerWidth - size.width - MARGIN))}px`;
  floating.style.top = `${Math.max(MARGIN, top)}px`;
  floating.style.maxHeight = `${Math.max(120, window.innerHeight - Math.max(MARGIN, top) - MARGIN)}px`;
}

export interface PopoverTrigger {
  ref: Ref<HTMLButtonElement>;
  popoverTarget: string;
  'aria-expanded': boolean;
  'aria-controls': string;
}

interface PopoverProps {
  /** Renders the button; spread what it gets. */
  trigger: (props: PopoverTrigger) => ReactElement;
  align?: 'start' | 'end';
  label: string;
  className?: string;
  /** Content, mounted while open. `close` gives the focus back to the trigger. */
  children: (close: () => void) => ReactNode;
  role?: 'dialog' | 'menu';
  onOpenChange?: (open: boolean) => void;
}

/** A native popover: light dismiss, Escape and the top layer come from the browser. */
export function Popover({ trigger, align = 'start', label, className, children, role = 'dialog', onOpenChange }: PopoverProps) {
  const id = useId();
  const [anchor, setAnchor] = useState<HTMLButtonElement | null>(null);
  const floating = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  const close = useCallback(() => {
    floating.current?.hidePopover();
    anchor?.focus();
  }, [anchor]);

  useEffect(() => {
    if (!open) return undefined;
    const again = () => {
      if (anchor && floating.current) place(anchor, floating.current, align);
    };
    again();
    const first = floating.current?.querySelector<HTMLElement>('[data-autofocus], input, [role^="menuitem"], button, a');
    first?.focus({ preventScroll: true });
    window.addEventListener('resize', again);
    window.addEventListener('scroll', again, { passive: true, capture: true });
    return () => {
      window.removeEventListener('resize', again);
      window.removeEventListener('scroll', again, { capture: true });
    };
  }, [open, align, anchor]);

  return (
    <>
      {trigger({ ref: setAnchor, popoverTarget: id, 'aria-expanded': open, 'aria-controls': id })}
      <div
        ref={floating}
        id={id}
        popover="auto"
        role={role}
        aria-label={label}
        className={cx(styles.popover, className)}
        onToggle={(event) => {
          const isOpen = event.newState === 'open';
          setOpen(isOpen);
          onOpenChange?.(isOpen);
        }}
      >
        {open ? children(close) : null}
      </div>
    </>
  );
}
