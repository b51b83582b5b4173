import { Check, Copy } from 'lucide-react';
import { useRef, useState } from 'react';
import { Button } from './Button';
import { Dialog } from './Dialog';
import { Notice } from './Notice';
import styles from './SecretDialog.module.css';

interface SecretDialogProps {
  title: string;
  /** What the secret is: "Token". */
  label: string;
  secret: string;
  onClose: () => void;
}

/** The secret is in this dialog and nowhere else: closing it is the last anybody sees of it. */
export function SecretDialog({ title, label, secret, onClose }: SecretDialogProps) {
  const field = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    field.current?.select();
    try {
      await navigator.clipboard.writeText(secret);
      setCopied(true);
    } catch {
      // No access to the clipboard: the text is selected, Ctrl C takes it.
    }
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={title}
      footer={
        <Button variant="primary" onClick={onClose}>
          I have stored it
        </Button>
      }
    >
      <Notice tone="warn">It is shown only this once. Keep it where you keep passwords, never in a script or an email.</Notice>
      <div className={styles.secret}>
        <input ref={field} readOnly aria-label={label} value={secret} onFocus={(event) => event.target.select()} />
        <Button icon={copied ? Check : Copy} onClick={() => void copy()}>
          {copied ? 'Copied' : 'Copy'}
        </Button>
      </div>
      <p className="sr-only" role="status">
        {copied ? `${label} copied` : ''}
      </p>
    </Dialog>
  );
}
