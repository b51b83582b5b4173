import type { ReactNode } from 'react';
import { Button } from './Button';
import { Dialog } from './Dialog';
import styles from './Dialog.module.css';

export interface ConflictField {
  label: string;
  /** What this person entered. */
  mine: ReactNode;
  /** What the record holds now. */
  theirs: ReactNode;
}

interface ConflictDialogProps {
  open: boolean;
  /** Only the fields that differ. */
  fields: ConflictField[];
  /** Who changed it and when, if known. */
  by?: ReactNode;
  busy?: boolean;
  /** Sends mine again, with the ETag of the version shown. */
  onKeepMine: () => void;
  /** Takes the stored version into the form. */
  onTakeTheirs: () => void;
  onClose: () => void;
}

/** After a 412: somebody saved first. Nothing is lost; both versions are side by side. */
export function ConflictDialog({ open, fields, by, busy, onKeepMine, onTakeTheirs, onClose }: ConflictDialogProps) {
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title="Someone changed this meanwhile"
      subtitle={by ?? 'Compare both versions, then choose.'}
      size="lg"
      footer={
        <>
          <Button variant="ghost" onClick={onClose}>
            Keep editing
          </Button>
          <Button onClick={onTakeTheirs}>Use the stored version</Button>
          <Button variant="primary" busy={busy} onClick={onKeepMine}>
            Save mine over it
          </Button>
        </>
      }
    >
      <table className={styles.conflict}>
        <thead>
          <tr>
            <th scope="col">Field</th>
            <th scope="col">Yours</th>
            <th scope="col">Stored now</th>
          </tr>
        </thead>
        <tbody>
          {fields.map(({ label, mine, theirs }) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td>{mine}</td>
              <td>{theirs}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Dialog>
  );
}
