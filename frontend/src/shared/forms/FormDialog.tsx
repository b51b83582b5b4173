import type { ReactNode } from 'react';
import { useId } from 'react';
import { Button } from '@/shared/ui/Button';
import { Dialog } from '@/shared/ui/Dialog';
import { FormError } from './Field';
import styles from './Form.module.css';

interface FormDialogProps {
  title: string;
  subtitle?: ReactNode;
  size?: 'sm' | 'md' | 'lg';
  /** The verb on the button: "Add agency". */
  submit: string;
  /** The button is red: what it does cannot be undone. */
  danger?: boolean;
  /** The words for going back. */
  dismiss?: string;
  busy: boolean;
  /** What belongs to no field. */
  failure?: string | undefined;
  onSubmit: () => void;
  onClose: () => void;
  children: ReactNode;
}

/** A form in a dialog. Mount it while it is wanted: it opens at once and starts fresh. */
export function FormDialog({ title, subtitle, size, submit, danger, dismiss = 'Cancel', busy, failure, onSubmit, onClose, children }: FormDialogProps) {
  const id = useId();
  return (
    <Dialog
      open
      onClose={onClose}
      title={title}
      subtitle={subtitle}
      size={size}
      footer={
        <>
          <Button variant="ghost" onClick={onClose}>
            {dismiss}
          </Button>
          <Button type="submit" form={id} variant={danger ? 'danger' : 'primary'} busy={busy}>
            {submit}
          </Button>
        </>
      }
    >
      <form
        id={id}
        noValidate
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy) onSubmit();
        }}
      >
        <FormError>{failure}</FormError>
        {children}
      </form>
    </Dialog>
  );
}
