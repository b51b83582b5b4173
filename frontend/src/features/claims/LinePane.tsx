import { useQuery } from '@tanstack/react-query';
import { ArrowRight, ChevronLeft, ChevronRight, FileCheck2, Paperclip } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { hasAction } from '@/shared/access';
import { formatDate, formatDateRange, formatMoney, humanize } from '@/shared/format';
import { disallowCode, expenseCategory } from '@/shared/labels';
import { Button, ErrorState, Facts, IconButton, Notice, Pill, Skeleton } from '@/shared/ui';
import { expenseDetail, type Line } from './queries';
import { rateRow } from './rateRow';
import styles from './Review.module.css';

const LineReceipt = lazy(() => import('@/shared/receipts/LineReceipt'));
const SheetHours = lazy(() => import('./timesheet/SheetHours'));
const OverrideDialog = lazy(() => import('./OverrideDialog'));

const FX: Record<string, string> = { card: 'as the card shows', exchange_receipt: 'as the exchange receipt shows', rate_table: 'from the rate table' };

function ReceiptStrip({ line }: { line: Line }) {
  return (
    <div className={styles.receipt} data-attached={line.receipt_attached}>
      <Paperclip size={16} aria-hidden />
      {line.receipt_attached ? 'A receipt is at hand, not uploaded' : 'No receipt attached'}
    </div>
  );
}

function Claimed({ line }: { line: Line }) {
  const foreign = line.amount.currency !== 'USD';
  return (
    <Facts
      items={[
        { label: line.service_ends_on ? 'Days' : 'Day', value: line.service_ends_on ? formatDateRange(line.service_on, line.service_ends_on) : formatDate(line.service_on) },
        { label: 'What', value: line.description },
        ...(line.officer ? [{ label: 'Officer', value: line.officer.name }] : []),
        ...(line.location ? [{ label: 'Place', value: line.location }] : []),
        { label: 'Amount paid', value: <span className="num">{formatMoney(line.amount)}</span> },
        ...(foreign && line.fx_rate
          ? [{ label: 'Exchange rate', value: `${line.fx_rate} ${line.fx_source ? (FX[line.fx_source] ?? humanize(line.fx_source)) : ''}` }]
          : []),
        ...(line.quantity ? [{ label: 'Quantity', value: line.unit_rate ? `${line.quantity} × ${line.unit_rate}` : line.quantity }] : []),
        ...(line.travel_day ? [{ label: 'Day of the trip', value: humanize(line.travel_day) }] : []),
        ...(line.meals_furnished.length > 0 ? [{ label: 'Meals furnished', value: line.meals_furnished.map(humanize).join(', ') }] : []),
        ...(line.duplicate_override_reason ? [{ label: 'Repeats another line', value: `Let stand: ${line.duplicate_override_reason}` }] : []),
      ]}
    />
  );
}

function RateRow({ line }: { line: Line }) {
  const { data, error, refetch } = useQuery(expenseDetail(line.id, line.version));
  if (error) return <ErrorState compact error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton width="70%" height={60} />;
  const rows = rateRow(data.data.computation);
  return rows.length > 0 ? <Facts items={rows.map(({ label, value }) => ({ label, value: <span className="num">{value}</span> }))} /> : <p className="muted">At cost: no rate applies.</p>;
}

/** Offered to finance while the claim is with its preparer, who cannot hand in a line that repeats another one. */
function Override({ line }: { line: Line }) {
  const { data: expense } = useQuery(expenseDetail(line.id, line.version));
  const [open, setOpen] = useState(false);
  if (!expense || line.duplicate_override_reason || !hasAction(expense.data, 'override_duplicate')) return null;
  return (
    <>
      <Button size="sm" icon={FileCheck2} onClick={() => setOpen(true)}>
        Let it stand though it repeats another line
      </Button>
      {open ? (
        <Suspense>
          <OverrideDialog expense={expense} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  );
}

interface LinePaneProps {
  claimId: string;
  line: Line;
  count: number;
  onGo: (lineNumber: number) => void;
  /** Phone only: back from the line to its claim. */
  onBack: () => void;
}

/** One line: what was claimed, the rate it was held against, and how the allowed amount came about. */
export function LinePane({ claimId, line, count, onGo, onBack }: LinePaneProps) {
  const { explanation } = line;
  return (
    <section className={styles.line} aria-label={`Line ${line.line_number}`}>
      <header className={styles.lineHead}>
        <button type="button" className={styles.back} onClick={onBack}>
          <ChevronLeft size={16} aria-hidden />
          The claim
        </button>
        <h2>
          {expenseCategory(line.category)}
          <span>
            {' '}
            · line {line.line_number} of {count}
          </span>
        </h2>
        <IconButton icon={ChevronLeft} label="Line before" disabled={line.line_number <= 1} onClick={() => onGo(line.line_number - 1)} />
        <IconButton icon={ChevronRight} label="Next line" disabled={line.line_number >= count} onClick={() => onGo(line.line_number + 1)} />
      </header>
      {/* Scrolls by itself on a wide screen: the keyboard has to reach it. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={styles.lineBody} tabIndex={0} role="group" aria-label="What was claimed and how it was computed">
        {line.receipt_id ? (
          <Suspense fallback={<Skeleton width="100%" height={360} />}>
            <LineReceipt receiptId={line.receipt_id} />
          </Suspense>
        ) : line.timesheet_id ? null : (
          <ReceiptStrip line={line} />
        )}
        {line.timesheet_id ? (
          <div className={styles.sheet}>
            <h3>Hours worked</h3>
            <Suspense fallback={<Skeleton width="100%" height={160} />}>
              <SheetHours claimId={claimId} line={line} />
            </Suspense>
          </div>
        ) : null}
        <div className={styles.sheet}>
          <h3>What was claimed</h3>
          <Claimed line={line} />
          <Override line={line} />
        </div>
        <div className={styles.sheet}>
          <h3>How it was computed</h3>
          {explanation ? (
            <>
              <p className={styles.turn}>
                <span>
                  <small>Claimed</small>
                  {formatMoney(line.claimed)}
                </span>
                <ArrowRight size={18} aria-hidden />
                <span>
                  <small>Allowed</small>
                  {formatMoney(line.allowed)}
                </span>
              </p>
              <p>{explanation.text}</p>
              <p>
                <code className={styles.formula}>{explanation.formula}</code>
              </p>
              <h4>Rate</h4>
              <RateRow line={line} />
              <p className={styles.rule}>
                Rule <strong>{explanation.rule}</strong>
                {line.disallow_code ? <Pill tone="warn">{disallowCode(line.disallow_code)}</Pill> : null}
              </p>
              {explanation.warnings.map((warning) => (
                <Notice key={warning} tone="warn">
                  {warning}
                </Notice>
              ))}
            </>
          ) : (
            <p className="muted">Computed when the claim is handed in.</p>
          )}
          {line.disallow_note ? <Notice>Note: {line.disallow_note}</Notice> : null}
        </div>
      </div>
    </section>
  );
}
