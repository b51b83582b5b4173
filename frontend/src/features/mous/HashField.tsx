import { useState } from 'react';
import { Field } from '@/shared/forms';
import styles from './Mou.module.css';

/** SHA-256 of a file as 64 hexadecimal digits; the file itself stays on this computer. */
export async function sha256Of(file: Blob): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

interface HashFieldProps {
  label: string;
  value: string;
  onChange: (hash: string) => void;
  error?: string | undefined;
}

/** Picks the file that is on record and keeps its fingerprint. */
export function HashField({ label, value, onChange, error }: HashFieldProps) {
  const [failed, setFailed] = useState(false);
  return (
    <Field
      label={label}
      hint="Only its fingerprint is kept, which tells later whether a file is the one meant. The file stays with you."
      error={failed ? 'The file could not be read.' : error}
    >
      {(ids) => (
        <div className={styles.file}>
          <input
            {...ids}
            type="file"
            onChange={(event) => {
              const file = event.target.files?.[0];
              setFailed(false);
              if (!file) onChange('');
              else sha256Of(file).then(onChange, () => setFailed(true));
            }}
          />
          {value ? <code title={value}>{`${value.slice(0, 16)}…`}</code> : null}
        </div>
      )}
    </Field>
  );
}
