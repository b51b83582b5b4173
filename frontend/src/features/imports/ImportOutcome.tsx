import { formatCount, plural } from '@/shared/format';
import { FigureCard, Notice } from '@/shared/ui';
import type { Import } from './queries';
import RowsView from './RowsView';

function Counts({ record }: { record: Import }) {
  const would = record.dry_run;
  return (
    <FigureCard
      label="Rows in figures"
      figures={[
        { label: would ? 'To add' : 'Added', value: formatCount(record.created) },
        { label: would ? 'To change' : 'Changed', value: formatCount(record.updated) },
        { label: 'Unchanged', value: formatCount(record.unchanged + record.skipped), note: record.skipped > 0 ? `${formatCount(record.skipped)} repeated in the file` : undefined },
        { label: 'Refused', value: formatCount(record.refused) },
        { label: 'With warnings', value: formatCount(record.warned) },
      ]}
    />
  );
}

function Told({ record }: { record: Import }) {
  const refused = record.refused > 0 ? plural(record.refused, 'row was', 'rows were') : '';
  if (record.outcome === 'refused') return <Notice tone="bad">Nothing was imported, as {refused} refused and all were to be imported or none.</Notice>;
  if (record.outcome === 'applied' && refused) return <Notice tone="warn">The good rows were imported; {refused} refused. Mend them in the file of refused rows, and import that one.</Notice>;
  if (record.outcome === 'applied') return <Notice tone="good">The file was imported. Sending it again would change nothing.</Notice>;
  if (record.refused > 0 && record.all_or_nothing) return <Notice tone="bad">Nothing can be imported while a row is refused: mend the file, and send it anew.</Notice>;
  if (record.refused > 0) return <Notice tone="warn">Refused rows stay out; the others can be imported. Nothing was written yet.</Notice>;
  return <Notice>Nothing was written yet. Look at what the rows would do, then import them.</Notice>;
}

/** What became, or would become, of the rows: in words, in figures, and row by row. */
export default function ImportOutcome({ record, isTold }: { record: Import; isTold: boolean }) {
  return (
    <>
      {isTold ? <Told record={record} /> : null}
      <Counts record={record} />
      <RowsView record={record} />
    </>
  );
}
