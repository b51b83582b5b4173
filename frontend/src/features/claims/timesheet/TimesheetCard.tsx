import { useQuery } from '@tanstack/react-query';
import { CalendarPlus, Clock, Lock, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { Versioned } from '@/shared/api';
import type { ComboboxOption } from '@/shared/forms';
import { Select, TextInput } from '@/shared/forms/fields';
import { formatDate, formatMoney, humanize } from '@/shared/format';
import { OfficerPicker } from '@/shared/pickers';
import { Button, Card, EmptyState, ErrorState, IconButton, Skeleton } from '@/shared/ui';
import { DraftConflict } from '../draft/DraftConflict';
import { Saved } from '../draft/Saved';
import { useDraft } from '../draft/useDraft';
import type { Claim } from '../queries';
import { readSheets, sendSheets } from './queries';
import { asSheets, EMPTY_PERIOD, FIELDS, toDraft, unfinished, type PeriodDraft, type SheetDraft, type Timesheets } from './sheetDraft';
import { SheetGrid } from './SheetGrid';
import { SheetLines } from './SheetLines';
import styles from './Timesheet.module.css';

const WORDS: Record<string, string> = { ends_on: 'last day', rate: 'rate of an hour', fringe_percent: 'fringe percent', fringe_base: 'base of fringe' };

const FRINGE_BASES = [
  { value: 'salary', label: 'Salary' },
  { value: 'salary_and_overtime', label: 'Salary and overtime' },
];

/** `2026-06-01.days.2026-06-02.regular` as people call it. */
function named(name: string): string {
  const parts = name.split('.');
  const field = parts.at(-1) ?? '';
  return parts.length > 2 ? `${formatDate(parts[2] ?? '')}: ${humanize(field)}` : `Period from ${formatDate(parts[0] ?? '')}: ${WORDS[field] ?? humanize(field)}`;
}

const day = (at: number) => new Date(at).toISOString().slice(0, 10);

/** The period that follows the last one, as long and with the same rates. */
function following(claim: Claim, periods: readonly PeriodDraft[]): PeriodDraft {
  const last = periods.at(-1);
  if (!last?.ends_on) return { ...EMPTY_PERIOD, starts_on: claim.period.starts_on, ends_on: claim.period.ends_on };
  const from = new Date(Date.parse(`${last.ends_on}T00:00:00Z`) + 86_400_000);
  const long = Date.parse(last.ends_on) - Date.parse(last.starts_on);
  return { ...last, starts_on: day(from.getTime()), ends_on: day(from.getTime() + long), days: {} };
}

function SheetsEditor({ claim, officerId, first }: { claim: Claim; officerId: string; first: Versioned<Timesheets> }) {
  const [of] = useState(() => ({
    key: `timesheets:${claim.id}:${officerId}`,
    read: () => readSheets(claim.id, officerId),
    send: (etag: string, sent: SheetDraft) => sendSheets(claim.id, officerId, etag, asSheets(sent)),
    toDraft,
    unfinished,
    fields: FIELDS,
  }));
  const { draft, change, data, state, clashes, settle, problems } = useDraft(of, first, claim.version);
  const add = () => change({ periods: [...draft.periods, following(claim, draft.periods)] });
  if (data.refusal && draft.periods.length === 0) {
    return (
      <EmptyState icon={Lock} title="No hours can be claimed here">
        {data.refusal}
      </EmptyState>
    );
  }
  if (draft.periods.length === 0) {
    return (
      <EmptyState icon={Clock} title="No timesheet yet" action={<Button onClick={add}>Add a pay period</Button>}>
        Enter the hours of each day: salary, overtime and fringe follow from them.
      </EmptyState>
    );
  }
  const sent = asSheets(draft).periods;
  return (
    <>
      <div className={styles.bar}>
        <Saved state={state} />
      </div>
      {draft.periods.map((period, index) => {
        const set = (next: PeriodDraft) => change({ periods: draft.periods.map((one, at) => (at === index ? next : one)) });
        const at = (name: string) => problems.find(({ pointer }) => pointer === `/periods/${index}/${name}`)?.message;
        const ofDay = (on: string, field: string) => {
          const day = sent[index]?.days?.findIndex((one) => one.worked_on === on) ?? -1;
          return day < 0 ? undefined : at(`days/${day}/${field}`);
        };
        const field = (name: 'starts_on' | 'ends_on' | 'rate' | 'overtime_rate' | 'fringe_percent', label: string, more: object = {}) => (
          <TextInput label={label} value={period[name]} error={at(name)} onChange={(event) => set({ ...period, [name]: event.target.value })} {...more} />
        );
        const sheet = data.periods.find((one) => one.starts_on === period.starts_on);
        return (
          // Its first day may still be typed: the place among the others is what a period is.
          // oxlint-disable-next-line react/no-array-index-key -- periods have no id before they are saved.
          <fieldset key={index} className={styles.period}>
            <legend>Pay period {index + 1}</legend>
            <div className={styles.facts}>
              {field('starts_on', 'First day', { type: 'date' })}
              {field('ends_on', 'Last day', { type: 'date' })}
              {field('rate', 'US dollars an hour', { inputMode: 'decimal', maxLength: 12 })}
              {field('overtime_rate', 'Overtime an hour', { inputMode: 'decimal', maxLength: 12 })}
              {field('fringe_percent', 'Fringe percent', { inputMode: 'decimal', maxLength: 6 })}
              <Select label="Fringe is paid on" options={FRINGE_BASES} value={period.fringe_base} onChange={(event) => set({ ...period, fringe_base: event.target.value })} />
              <IconButton
                icon={Trash2}
                label={`Remove pay period ${index + 1}`}
                onClick={() => change({ periods: draft.periods.filter((_, other) => other !== index) })}
              />
            </div>
            <SheetGrid period={period} onChange={set} problem={ofDay} />
            {sheet ? <SheetLines sheet={sheet} /> : null}
          </fieldset>
        );
      })}
      <div className={styles.foot}>
        <Button size="sm" icon={CalendarPlus} onClick={add}>
          Add a pay period
        </Button>
        <p>
          Together <strong>{formatMoney(data.allowed)}</strong>
          {data.allowed.amount === data.claimed.amount ? null : ` of ${formatMoney(data.claimed)} claimed`}
        </p>
      </div>
      {clashes.length > 0 ? <DraftConflict clashes={clashes} named={named} onSettle={settle} /> : null}
    </>
  );
}

/** A person's hours by pay period, which make the lines of salary, overtime and fringe. */
export default function TimesheetCard({ claim }: { claim: Claim }) {
  const people = [...new Map(claim.lines.flatMap(({ officer, timesheet_id: sheet }) => (officer && sheet ? [[officer.id, officer.name] as const] : [])))];
  const known = claim.officer ? [claim.officer.id, claim.officer.name] : people[0];
  const [picked, setPicked] = useState<ComboboxOption | null>(known ? { value: known[0] ?? '', label: known[1] ?? '' } : null);
  const officerId = picked?.value ?? '';
  const { data, error, refetch } = useQuery({
    queryKey: ['timesheets', claim.id, officerId],
    queryFn: () => readSheets(claim.id, officerId),
    enabled: officerId !== '',
    // The editor keeps itself up to date from here on.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  return (
    <Card title="Timesheets" subtitle="Hours worked by day and pay period; salary, overtime and fringe follow from them" body="flush">
      <div className={styles.body}>
        {claim.officer ? null : (
          <div className={styles.who}>
            <OfficerPicker label="Whose hours" agencyId={claim.agency.id} value={picked} onChange={setPicked} />
            {people
              .filter(([id]) => id !== officerId)
              .map(([id, name]) => (
                <Button key={id} size="sm" onClick={() => setPicked({ value: id, label: name })}>
                  {name}
                </Button>
              ))}
          </div>
        )}
        {error ? <ErrorState compact error={error} onRetry={() => void refetch()} /> : null}
        {officerId && !data && !error ? <Skeleton width="80%" height={120} /> : null}
        {data ? <SheetsEditor key={officerId} claim={claim} officerId={officerId} first={data} /> : null}
      </div>
    </Card>
  );
}
