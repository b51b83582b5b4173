import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { CircleAlert, Paperclip, Pencil, Plus, ReceiptText, Send, Trash2, Undo2 } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { hasAction } from '@/shared/access';
import { useAction } from '@/shared/actions';
import { api, ifMatch, type FieldProblem, type Versioned } from '@/shared/api';
import { formatDate, formatDateRange, formatMoney, plural } from '@/shared/format';
import { claimKind, expenseCategory } from '@/shared/labels';
import { Button, Card, ConfirmDialog, EmptyState, Facts, IconButton, layout, Notice } from '@/shared/ui';
import { AgreedCard } from './AgreedCard';
import styles from './Editor.module.css';
import type { LineValues } from './lineForm';
import { defectsOf, sortProblems, type SortedProblems } from './lineProblems';
import { refreshClaims, type Claim, type Line } from './queries';
import { removeLine } from './removeLine';

const NewLineDialog = lazy(() => import('./LineDialog').then(({ NewLineDialog: default_ }) => ({ default: default_ })));
const EditLineDialog = lazy(() => import('./LineDialog').then(({ EditLineDialog: default_ }) => ({ default: default_ })));
const ReceiptsCard = lazy(() => import('@/shared/receipts/ReceiptsCard'));
const SubmitDialog = lazy(() => import('./SubmitDialog'));
const TripCard = lazy(() => import('./trip/TripCard'));
const TimesheetCard = lazy(() => import('./timesheet/TimesheetCard'));
const ClaimEditDialog = lazy(() => import('./ClaimEditDialog'));

interface LineRowProps {
  line: Line;
  problems: readonly string[];
  onEdit: () => void;
  onRemove: () => void;
}

function LineRow({ line, problems, onEdit, onRemove }: LineRowProps) {
  const name = `line ${line.line_number}, ${expenseCategory(line.category)}`;
  return (
    <li className={styles.row} data-faulty={problems.length > 0}>
      <span className={styles.number}>{line.line_number}</span>
      <div className={styles.words}>
        <strong>{expenseCategory(line.category)}</strong>
        <span className={styles.under}>
          {formatDate(line.service_on)} · {line.description}
          {line.location ? ` · ${line.location}` : ''}
          {line.officer ? ` · ${line.officer.name}` : ''}
        </span>
        {problems.map((problem) => (
          <span key={problem} className={styles.problem}>
            <CircleAlert size={14} aria-hidden />
            {problem}
          </span>
        ))}
      </div>
      <span className={styles.amount}>
        {line.receipt_attached ? <Paperclip size={14} role="img" aria-label="With receipt" /> : null}
        {formatMoney(line.claimed)}
      </span>
      {/* A line of a timesheet is changed there. */}
      {line.timesheet_id ? null : (
        <span className={styles.buttons}>
          <IconButton icon={Pencil} label={`Edit ${name}`} onClick={onEdit} />
          <IconButton icon={Trash2} label={`Delete ${name}`} onClick={onRemove} />
        </span>
      )}
    </li>
  );
}

/** My claim: its lines as the receipts have them, and the way to hand it in. */
export default function ClaimEditor({ claim }: { claim: Versioned<Claim> }) {
  const queryClient = useQueryClient();
  const action = useAction(() => refreshClaims(queryClient));
  const record = claim.data;
  const [open, setOpen] = useState<'new' | 'submit' | 'edit' | 'withdraw'>();
  const [editing, setEditing] = useState<Line>();
  const [removing, setRemoving] = useState<Line>();
  const [found, setFound] = useState<SortedProblems>();
  const again = hasAction(record, 'resubmit');
  const shown = found ?? defectsOf(record);
  const faults = Object.values(shown.lines).flat().length + shown.claim.length;
  const [start, setStart] = useState<Partial<LineValues>>({});
  const close = () => {
    setOpen(undefined);
    setStart({});
  };

  return (
    <div className={layout.grid}>
      {record.kind === 'travel_voucher' ? (
        <div className={layout.span12}>
          <Suspense fallback={<Card title="Trip" />}>
            <TripCard claim={record} />
          </Suspense>
        </div>
      ) : null}
      {record.kind !== 'travel_voucher' || record.lines.some(({ timesheet_id: sheet }) => sheet) ? (
        <div className={layout.span12}>
          <Suspense fallback={<Card title="Timesheets" />}>
            <TimesheetCard claim={record} />
          </Suspense>
        </div>
      ) : null}
      <div className={`${layout.stack} ${layout.span8}`}>
        {faults > 0 ? (
          <Notice tone="bad" role={found ? 'alert' : 'note'}>
            {found ? `Not handed in: ${plural(faults, 'thing')} to put right.` : `Returned with ${plural(faults, 'defect')}.`} Each stands at its line.
            {shown.claim.length > 0 ? (
              <ul className={styles.claimProblems}>
                {shown.claim.map((problem) => (
                  <li key={problem}>{problem}</li>
                ))}
              </ul>
            ) : null}
          </Notice>
        ) : null}
        <Card
          title="Lines"
          subtitle={`${plural(record.lines.length, 'line')}, ${formatMoney(record.claimed)} claimed`}
          body="flush"
          actions={
            <Button size="sm" icon={Plus} onClick={() => setOpen('new')}>
              Add line
            </Button>
          }
        >
          {record.lines.length === 0 ? (
            <EmptyState icon={ReceiptText} title="No lines yet" action={<Button onClick={() => setOpen('new')}>Add the first line</Button>}>
              One for each receipt, and one a day for meals and lodging.
            </EmptyState>
          ) : (
            <ol>
              {record.lines.map((line) => (
                <LineRow
                  key={line.id}
                  line={line}
                  problems={shown.lines[line.id] ?? []}
                  onEdit={() => setEditing(line)}
                  onRemove={() => setRemoving(line)}
                />
              ))}
            </ol>
          )}
        </Card>
      </div>
      <div className={`${layout.stack} ${layout.span4}`}>
        <Suspense>
          <ReceiptsCard claimId={record.id} lines={record.lines} />
        </Suspense>
        <Card title="Hand in" subtitle={again ? 'Once more, signed anew' : 'When every line is there'}>
          <p className={styles.total}>
            <span>Claimed</span>
            <strong>{formatMoney(record.claimed)}</strong>
          </p>
          <div className={styles.handIn}>
            <Button variant="primary" icon={Send} onClick={() => setOpen('submit')}>
              {again ? 'Hand in again' : 'Hand in'}
            </Button>
            {hasAction(record, 'withdraw') ? (
              <Button icon={Undo2} onClick={() => setOpen('withdraw')}>
                Withdraw
              </Button>
            ) : null}
          </div>
        </Card>
        <AgreedCard
          claim={record}
          onTake={(category, left) => {
            setStart({ category, amount: left.amount, description: `${expenseCategory(category)} as agreed` });
            setOpen('new');
          }}
        />
        <Card
          title="The claim"
          subtitle={claimKind(record.kind)}
          actions={
            <Button size="sm" icon={Pencil} onClick={() => setOpen('edit')}>
              Edit
            </Button>
          }
        >
          <Facts
            items={[
              {
                label: 'Activity',
                value: (
                  <Link to="/activities/$id" params={{ id: record.activity.id }}>
                    {record.activity.title}
                  </Link>
                ),
              },
              { label: 'Days', value: formatDateRange(record.period.starts_on, record.period.ends_on) },
              { label: 'Who is paid', value: record.officer?.name ?? record.agency.name },
              { label: 'Instrument', value: <span className="num">{record.instrument.reference}</span> },
              ...(record.parent ? [{ label: 'Claims again from', value: <Link to="/claims/$id" params={{ id: record.parent.id }}>{record.parent.reference}</Link> }] : []),
            ]}
          />
        </Card>
      </div>
      <ConfirmDialog
        open={removing !== undefined}
        danger
        title={removing ? `Delete line ${removing.line_number}?` : 'Delete line?'}
        confirm="Delete line"
        busy={action.busy === 'remove'}
        onClose={() => setRemoving(undefined)}
        onConfirm={() => {
          if (!removing) return;
          void action.run('remove', () => removeLine(queryClient, removing)).then(() => setRemoving(undefined));
        }}
      >
        {removing ? `${expenseCategory(removing.category)}, ${formatMoney(removing.claimed)}: ${removing.description}` : ''}
      </ConfirmDialog>
      <ConfirmDialog
        open={open === 'withdraw'}
        danger
        title={`Withdraw ${record.reference}?`}
        confirm="Withdraw claim"
        busy={action.busy === 'withdraw'}
        onClose={close}
        onConfirm={() =>
          void action
            .run(
              'withdraw',
              () => api.POST('/api/v1/claims/{claim_id}/withdraw', { params: { path: { claim_id: record.id }, header: ifMatch(claim.etag) } }),
              `${record.reference} withdrawn`,
            )
            .then(close)
        }
      >
        It is taken back for good. Its expenses can be claimed in another claim.
      </ConfirmDialog>
      {action.stale}
      <Suspense>
        {open === 'new' ? <NewLineDialog claim={record} start={start} onClose={close} /> : null}
        {editing ? <EditLineDialog claim={record} line={editing} onClose={() => setEditing(undefined)} /> : null}
        {open === 'edit' ? <ClaimEditDialog claim={claim} onClose={close} /> : null}
        {open === 'submit' ? (
          <SubmitDialog claim={claim} again={again} onProblems={(problems: FieldProblem[]) => setFound(sortProblems(problems))} onClose={close} />
        ) : null}
      </Suspense>
    </div>
  );
}
