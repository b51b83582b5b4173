import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Camera, Copy, FileText, Link2, RotateCcw, Trash2, Unlink, Upload, X } from 'lucide-react';
import { lazy, Suspense, useRef, useState, type DragEvent } from 'react';
import { useAction } from '@/shared/actions';
import { api, ifMatch } from '@/shared/api';
import { formatSize, plural } from '@/shared/format';
import { Button, Card, Dialog, ErrorState, IconButton, Menu, ProgressBar, Skeleton, type MenuEntry } from '@/shared/ui';
import { ACCEPTED, receiptList, refreshReceipts, thumbnailOf, type ReceiptRow } from './queries';
import styles from './Receipts.module.css';
import { useUploads } from './useUploads';

const ReceiptViewer = lazy(() => import('./ReceiptViewer'));

export interface ReceiptLine {
  id: string;
  line_number: number;
  description: string;
  receipt_id: string | null;
  version: number;
}

const setReceipt = (line: ReceiptLine, receiptId: string | null) =>
  api.PATCH('/api/v1/expenses/{expense_id}', {
    params: { path: { expense_id: line.id }, header: ifMatch(`"${line.version}"`) },
    body: { receipt_id: receiptId },
  });

/** The receipts of a claim that is being written: taken in, looked at, and put to the lines they belong to. */
export default function ReceiptsCard({ claimId, lines }: { claimId: string; lines: readonly ReceiptLine[] }) {
  const client = useQueryClient();
  const { data, error, refetch } = useQuery(receiptList(claimId));
  const uploads = useUploads(claimId);
  const action = useAction(() => refreshReceipts(client));
  const files = useRef<HTMLInputElement>(null);
  const camera = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [shown, setShown] = useState<ReceiptRow>();

  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    uploads.add(event.dataTransfer.files);
  };
  const onChange = (input: HTMLInputElement) => {
    uploads.add([...(input.files ?? [])]);
    input.value = '';
  };
  const entries = (receipt: ReceiptRow): MenuEntry[] =>
    lines
      .filter((line) => line.receipt_id !== receipt.id)
      .map((line) => ({
        label: `Line ${line.line_number}: ${line.description}${line.receipt_id ? ' (in place of its receipt)' : ''}`,
        icon: Link2,
        onSelect: () => void action.run('attach', () => setReceipt(line, receipt.id), `Attached to line ${line.line_number}`),
      }));
  const takeOff = (receipt: ReceiptRow) =>
    void action.run(
      'attach',
      async () => {
        for (const line of lines.filter((one) => one.receipt_id === receipt.id)) await setReceipt(line, null);
      },
      'Taken off its line',
    );
  const remove = (receipt: ReceiptRow) =>
    void action.run(
      'remove',
      () => api.DELETE('/api/v1/receipts/{receipt_id}', { params: { path: { receipt_id: receipt.id }, header: ifMatch(`"${receipt.version}"`) } }),
      'Receipt removed',
    );
  const input = { type: 'file', multiple: true, accept: ACCEPTED, hidden: true } as const;

  return (
    <Card title="Receipts" subtitle={data ? plural(data.items.length, 'receipt') : undefined}>
      {/* Dropping is a shortcut for pointers: the buttons in it do the same by keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <div
        className={styles.drop}
        data-over={over}
        role="group"
        aria-label="Upload receipts"
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={onDrop}
      >
        <p>PDF, JPEG, PNG or WebP. Drop files here, or choose them.</p>
        <Button size="sm" icon={Upload} onClick={() => files.current?.click()}>
          Choose files
        </Button>
        <Button size="sm" icon={Camera} className={styles.camera} onClick={() => camera.current?.click()}>
          Take a picture
        </Button>
        <input ref={files} {...input} aria-label="Files of receipts" onChange={(event) => onChange(event.currentTarget)} />
        <input ref={camera} {...input} multiple={false} accept="image/jpeg,image/png" capture="environment" aria-label="Picture of a receipt" onChange={(event) => onChange(event.currentTarget)} />
      </div>
      {error && !data ? <ErrorState compact error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <Skeleton width="60%" height={44} /> : null}
      <ul className={styles.list} aria-label="Receipts of the claim">
        {uploads.files.map((sent) => (
          <li key={sent.key} className={styles.item}>
            <span className={styles.thumb}>
              <FileText size={20} aria-hidden />
            </span>
            <div>
              {sent.file.name} <span className="muted">{formatSize(sent.file.size)}</span>
              {sent.failure || sent.note ? null : <ProgressBar label={`Uploading ${sent.file.name}`} value={sent.share} max={1} />}
            </div>
            {sent.failure ? (
              <span>
                <IconButton icon={RotateCcw} label={`Try ${sent.file.name} again`} onClick={() => uploads.retry(sent)} />
                <IconButton icon={X} label={`Dismiss ${sent.file.name}`} onClick={() => uploads.dismiss(sent.key)} />
              </span>
            ) : sent.note ? (
              <IconButton icon={X} label={`Dismiss the remark on ${sent.file.name}`} onClick={() => uploads.dismiss(sent.key)} />
            ) : (
              <IconButton icon={X} label={`Cancel ${sent.file.name}`} onClick={sent.stop} />
            )}
            {sent.note ? (
              <p className={styles.wide} role="status">
                {sent.note}
              </p>
            ) : null}
            {sent.failure ? (
              <p className={`${styles.wide} ${styles.bad}`} role="alert">
                {sent.failure}
              </p>
            ) : null}
          </li>
        ))}
        {data?.items.map((receipt) => (
          <li key={receipt.id} className={styles.item}>
            {receipt.has_thumbnail ? (
              <img className={styles.thumb} src={thumbnailOf(receipt.id)} alt="" loading="lazy" />
            ) : (
              <span className={styles.thumb}>
                <FileText size={20} aria-hidden />
              </span>
            )}
            <div>
              <button type="button" className={styles.open} onClick={() => setShown(receipt)}>
                {receipt.file_name}
              </button>
              <span className={styles.under}>
                {receipt.expenses.length > 0 ? `Line ${receipt.expenses.map(({ line_number: number }) => number).join(', ')}` : 'On no line yet'} ·{' '}
                {formatSize(receipt.size_bytes)}
              </span>
            </div>
            <span>
              <Menu
                label={`Attach ${receipt.file_name}`}
                align="end"
                trigger={(props) => <IconButton {...props} icon={Link2} label={`Attach ${receipt.file_name} to a line`} />}
                entries={entries(receipt)}
              />
              {receipt.expenses.length > 0 ? (
                <IconButton icon={Unlink} label={`Take ${receipt.file_name} off its line`} onClick={() => takeOff(receipt)} />
              ) : (
                <IconButton icon={Trash2} label={`Remove ${receipt.file_name}`} onClick={() => remove(receipt)} />
              )}
            </span>
            {receipt.expenses.length > 1 ? (
              <p className={styles.wide}>
                <Copy size={14} aria-hidden /> On several lines: finance has to let them stand.
              </p>
            ) : null}
          </li>
        ))}
      </ul>
      <Dialog open={shown !== undefined} onClose={() => setShown(undefined)} title="Receipt" size="lg">
        <Suspense fallback={<Skeleton width="100%" height={360} />}>{shown ? <ReceiptViewer receipt={shown} /> : null}</Suspense>
      </Dialog>
      {action.stale}
    </Card>
  );
}
