import { useQuery } from '@tanstack/react-query';
import { ArrowRight, Check, CircleAlert } from 'lucide-react';
import { useState } from 'react';
import { MODALITIES } from '@/shared/labels';
import { plural } from '@/shared/format';
import { Select, TextInput } from '@/shared/forms';
import { Button, Card, columnsOf, DataTable, EmptyState, ErrorState, Notice, Pill, Skeleton } from '@/shared/ui';
import styles from './Imports.module.css';
import { importColumns, importKinds, isUnderWay, type ColumnOfFile, type Import } from './queries';
import { fieldName } from './words';

interface ColumnsViewProps {
  record: Import;
  busy: boolean;
  /** With what has changed; undefined: everything stays as it was read. */
  onCheck: (changed: { mapping: Record<string, string | null>; defaults: Record<string, string> } | undefined) => void;
}

const column = columnsOf<ColumnOfFile>();

/** Which column of the file is which field, with what stands in it. */
export default function ColumnsView({ record, busy, onCheck }: ColumnsViewProps) {
  const { data, error, refetch } = useQuery(importColumns(record.id));
  const kind = useQuery(importKinds).data?.items.find((one) => one.kind === record.kind);
  const [chosen, setChosen] = useState<Record<string, string>>({});
  const stated = (record.stated as { defaults?: Record<string, string> }).defaults ?? {};
  const [defaults, setDefaults] = useState(stated);
  if (error) {
    return (
      <Card>
        <ErrorState error={error} onRetry={() => void refetch()} />
      </Card>
    );
  }
  if (!data || !kind) return <Skeleton height={420} />;
  if (data.problem) {
    return (
      <Card>
        <EmptyState icon={CircleAlert} title="The file cannot be read">
          {data.problem} Then send it again as a new import.
        </EmptyState>
      </Card>
    );
  }

  const fieldOf = ({ heading, field }: ColumnOfFile) => chosen[heading] ?? field ?? '';
  const taken = data.columns.map(fieldOf).filter((name) => name !== '');
  const twice = [...new Set(taken.filter((name, at) => taken.indexOf(name) !== at))];
  const missing = kind.fields.filter(({ name, required }) => required && !taken.includes(name));
  const options = [
    { value: '', label: 'Do not import' },
    ...kind.fields.map(({ name, required }) => ({ value: name, label: required ? `${fieldName(name)} (required)` : fieldName(name) })),
  ];
  const open = kind.defaults.filter((name) => !taken.includes(name));
  const isChanged =
    data.columns.some((one) => fieldOf(one) !== (one.field ?? '')) || kind.defaults.some((name) => (defaults[name] ?? '') !== (stated[name] ?? ''));
  const check = () =>
    onCheck(
      isChanged
        ? {
            mapping: Object.fromEntries(data.columns.map((one) => [one.heading, fieldOf(one) || null])),
            defaults: Object.fromEntries(Object.entries(defaults).filter(([, value]) => value !== '')),
          }
        : undefined,
    );
  const columns = column.columns([
    column.accessor('heading', { header: 'Your column', cell: ({ getValue }) => <strong>{getValue()}</strong>, meta: { card: 'title', width: '22%' } }),
    column.accessor('values', {
      header: 'First values',
      cell: ({ getValue }) => <span className={styles.values}>{getValue().join(' · ') || '—'}</span>,
      meta: { card: 'subtitle' },
    }),
    column.display({
      id: 'field',
      header: 'Field',
      cell: ({ row: { original } }) => (
        <Select
          className={styles.pick}
          label={`Field of ${original.heading}`}
          options={options}
          value={fieldOf(original)}
          onChange={(event) => setChosen({ ...chosen, [original.heading]: event.target.value })}
        />
      ),
      meta: { width: '28%' },
    }),
    column.display({
      id: 'match',
      header: 'Match',
      cell: ({ row: { original } }) => {
        if (fieldOf(original) === '') return <Pill>Skipped</Pill>;
        return twice.includes(fieldOf(original)) ? <Pill tone="bad">Twice</Pill> : <Pill tone="good" icon={Check}>Matched</Pill>;
      },
      meta: { card: 'corner' },
    }),
  ]);
  return (
    <Card
      title="Match your columns to our fields"
      subtitle={`${taken.length} of ${plural(data.columns.length, 'column')} matched. Check them, then continue.`}
      body="flush"
      footer={
        <div className={styles.foot}>
          <div className={styles.defaults}>
            {open.map((name) =>
              name === 'modality' ? (
                <Select
                  key={name}
                  label="Kind of work of every row"
                  placeholder="Not stated"
                  options={MODALITIES}
                  value={defaults[name] ?? ''}
                  onChange={(event) => setDefaults({ ...defaults, [name]: event.target.value })}
                />
              ) : (
                <TextInput key={name} label={`${fieldName(name)} of every row`} value={defaults[name] ?? ''} onChange={(event) => setDefaults({ ...defaults, [name]: event.target.value })} />
              ),
            )}
          </div>
          <Button variant="primary" iconAfter={ArrowRight} busy={busy} disabled={isUnderWay(record) || missing.length > 0 || twice.length > 0} onClick={check}>
            {isUnderWay(record) ? 'Reading the file' : 'Check the rows'}
          </Button>
        </div>
      }
    >
      {missing.length > 0 ? (
        <Notice tone="warn" role="status">
          No column holds {missing.map(({ name }) => fieldName(name)).join(', ')}, which every row needs.
        </Notice>
      ) : null}
      {twice.length > 0 ? (
        <Notice tone="bad" role="status">
          Two columns are taken for {twice.map(fieldName).join(', ')}. Keep one of them.
        </Notice>
      ) : null}
      <DataTable
        caption="Columns of the file"
        columns={columns}
        result={{ page: { items: data.columns }, error: null, loading: false, stale: false, retry: () => void refetch() }}
        rowId={(row) => row.heading}
        empty={<EmptyState compact title="The file has no columns" />}
      />
    </Card>
  );
}
