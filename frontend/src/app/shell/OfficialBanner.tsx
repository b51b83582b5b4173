import { ChevronDown, LockKeyhole } from 'lucide-react';
import { useState } from 'react';
import { cx } from '@/shared/ui/cx';
import styles from './Shell.module.css';

function Flag() {
  return (
    <svg width="19" height="13" viewBox="0 0 38 26" aria-hidden>
      <path fill="#fff" d="M0 0h38v26H0z" />
      <path stroke="#b31942" strokeWidth="2" d="M0 1h38M0 5h38M0 9h38M0 13h38M0 17h38M0 21h38M0 25h38" />
      <path fill="#0a3161" d="M0 0h17v14H0z" />
    </svg>
  );
}

/** How one knows an official site. */
export default function OfficialBanner() {
  const [open, setOpen] = useState(false);
  return (
    <section className={styles.banner} aria-label="Official website of the United States government" data-print="hide">
      <Flag />
      <span>An official website of the United States government</span>
      <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
        Here’s how you know <ChevronDown size={13} aria-hidden className={cx(open && styles.turned)} />
      </button>
      {open ? (
        <div className={styles.bannerMore}>
          <p>
            <strong>Official websites use .gov.</strong> A .gov website belongs to an official government organization in the
            United States.
          </p>
          <p>
            <strong>Secure .gov websites use HTTPS.</strong> A lock <LockKeyhole size={12} aria-label="(locked padlock)" /> or
            https:// means you have safely connected. Share sensitive information only on official, secure websites.
          </p>
        </div>
      ) : null}
    </section>
  );
}
