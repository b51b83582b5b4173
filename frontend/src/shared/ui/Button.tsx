import { createLink } from '@tanstack/react-router';
import type { LucideIcon } from 'lucide-react';
import { LoaderCircle } from 'lucide-react';
import type { AnchorHTMLAttributes, ButtonHTMLAttributes, Ref } from 'react';
import { cx } from './cx';
import styles from './Button.module.css';

interface Look {
  /** One `primary` per screen. */
  variant?: 'primary' | 'secondary' | 'ghost' | 'danger';
  size?: 'md' | 'sm';
  icon?: LucideIcon;
  /** Icon after the words, for "goes elsewhere". */
  iconAfter?: LucideIcon;
}

const look = ({ variant = 'secondary', size = 'md' }: Look, className?: string) =>
  cx(styles.button, styles[variant], styles[size], className);

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement>, Look {
  /** Shows a spinner and keeps the focus; presses are ignored meanwhile. */
  busy?: boolean;
  ref?: Ref<HTMLButtonElement>;
}

export function Button({ variant, size, icon, iconAfter, busy, className, children, onClick, ...rest }: ButtonProps) {
  const Icon = busy ? LoaderCircle : icon;
  const After = iconAfter;
  return (
    <button
      type="button"
      {...rest}
      className={look({ variant, size }, className)}
      aria-disabled={busy || undefined}
      aria-busy={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
    >
      {Icon ? <Icon size={16} aria-hidden className={cx(busy && styles.spin)} /> : null}
      {children}
      {After ? <After size={16} aria-hidden /> : null}
    </button>
  );
}

interface AnchorProps extends AnchorHTMLAttributes<HTMLAnchorElement>, Look {
  ref?: Ref<HTMLAnchorElement>;
}

/** A link to a file or another site that looks like a button. */
export function ButtonAnchor({ variant, size, icon: Icon, iconAfter: After, className, children, ...rest }: AnchorProps) {
  return (
    <a {...rest} className={look({ variant, size }, className)}>
      {Icon ? <Icon size={16} aria-hidden /> : null}
      {children}
      {After ? <After size={16} aria-hidden /> : null}
    </a>
  );
}

/** A link inside the client that looks like a button. */
export const ButtonLink = createLink(ButtonAnchor);

export interface IconButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  icon: LucideIcon;
  /** What it does, in words; also the tooltip. */
  label: string;
  ref?: Ref<HTMLButtonElement>;
}

export function IconButton({ icon: Icon, label, className, ...rest }: IconButtonProps) {
  return (
    <button type="button" title={label} aria-label={label} {...rest} className={cx(styles.iconButton, className)}>
      <Icon size={18} aria-hidden />
    </button>
  );
}
