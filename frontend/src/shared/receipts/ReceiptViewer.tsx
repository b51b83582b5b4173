import { Download, RotateCw, ZoomIn, ZoomOut } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { ButtonAnchor, IconButton, Skeleton } from '@/shared/ui';
import { formatSize } from '@/shared/format';
import { contentOf, type ReceiptRow } from './queries';
import styles from './Receipts.module.css';

const PdfPages = lazy(() => import('./PdfPages'));

const STEPS = [1, 1.5, 2, 3] as const;

/** A receipt to read: zoomed and turned by buttons or by the keys + - R while it has the focus. */
export default function ReceiptViewer({ receipt }: { receipt: ReceiptRow }) {
  const [step, setStep] = useState(0);
  const [turn, setTurn] = useState(0);
  const zoom = STEPS[step] ?? 1;
  const nearer = () => setStep((at) => Math.min(at + 1, STEPS.length - 1));
  const farther = () => setStep((at) => Math.max(at - 1, 0));
  const rotate = () => setTurn((at) => (at + 90) % 360);
  const url = contentOf(receipt.id);
  return (
    <figure className={styles.viewer}>
      <figcaption className={styles.tools}>
        <span className={styles.name}>
          {receipt.file_name} <span className="muted">{formatSize(receipt.size_bytes)}</span>
        </span>
        <IconButton icon={ZoomOut} label="Smaller" onClick={farther} disabled={step === 0} />
        <IconButton icon={ZoomIn} label="Larger" onClick={nearer} disabled={step === STEPS.length - 1} />
        <IconButton icon={RotateCw} label="Turn" onClick={rotate} />
        <ButtonAnchor size="sm" icon={Download} href={url} download={receipt.file_name}>
          Save
        </ButtonAnchor>
      </figcaption>
      {/* Scrolls, so it takes the focus: arrows move it (WCAG 2.1.1). */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <div
        className={styles.sheet}
        role="region"
        aria-label={`Receipt ${receipt.file_name}`}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        data-zoom={zoom}
        data-turn={turn}
        onKeyDown={(event) => {
          if (event.ctrlKey || event.metaKey || event.altKey) return;
          if (event.key === '+') nearer();
          else if (event.key === '-') farther();
          else if (event.key === 'r') rotate();
        }}
      >
        {receipt.media_type === 'application/pdf' ? (
          <Suspense fallback={<Skeleton width="100%" height={360} />}>
            <PdfPages key={receipt.id} url={url} zoom={zoom} turn={turn} />
          </Suspense>
        ) : (
          <img className={styles.picture} src={url} alt={`Receipt ${receipt.file_name}`} />
        )}
      </div>
    </figure>
  );
}
