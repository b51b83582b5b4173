import { CircleAlert } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { useId } from 'react';
import { cx } from '@/shared/ui/cx';
import { Notice } from '@/shared/ui/Notice';
import styles from './Field.module.css';

export interface FieldProps {
  label: string;
  hint?: ReactNode;
  /** The message of react-hook-form or of the server. */
  error?: string | undefined;
  /** Most fields are required; the others say so. */
  optional?: boolean;
  className?: string;
}

interface ControlIds {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
}

/** Label, hint and error around one control, wired for screen readers. */
export function Field({ label, hint, error, optional, className, children }: FieldProps & { children: (ids: ControlIds) => ReactElement }) {
  const id = useId();
  const described = [hint ? `${id}h` : '', error ? `${id}e` : ''].filter(Boolean).join(' ') || undefined;
  return (
    <div className={cx(styles.field, className)}>
      <label htmlFor={id} className={styles.label}>
        {label}
        {optional ? <span className={styles.optional}> (optional)</span> : null}
      </label>
      {hint ? (
        <p id={`${id}h`} className={styles.hint}>
          {hint}
        </p>
      ) : null}
      {children({ id, 'aria-describedby': described, 'aria-invalid': error ? true : undefined })}
      {error ? (
        <p id={`${id}e`} className={styles.error}>
          <CircleAlert size={14} aria-hidden />
          {error}
        </p>
      ) : null}
    </div>
  );
}

/** What belongs to the form as a whole; announced when it appears. */
export function FormError({ children }: { children: ReactNode }) {
  return children ? (
    <Notice tone="bad" role="alert">
      {children}
    </Notice>
  ) : null;
}
