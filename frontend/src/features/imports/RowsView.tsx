import { Link } from '@tanstack/react-router';
import { ListChecks } from 'lucide-react';
import { useList, useListing } from '@/shared/listing';
import { Card, chosenFilters, columnsOf, EmptyState, FilterBar, FilterPopover, ListTable, Pagination, Pill, TwoLines } from '@/shared/ui';
import styles from './Imports.module.css';
import { ROW_OUTCOMES, rowList, rowListing, type Import, type ImportedRow } from './queries';
import { fieldName, ROW_LOOKS } from './words';

const OUTCOMES = ROW_OUTCOMES.map((value) => ({ value, label: ROW_LOOKS[value]?.word ?? value }));
const REMARKED = [{ value: 'true', label: 'With remarks' }];
/** Kinds whose records have a page. */
const PAGES: Record<string, string> = { agencies: '/agencies/$id', partners: '/agencies/$id', activities: '/activities/$id' };
const SEVERITIES = { error: 'bad', warning: 'warn', note: 'calm' } as const;
const SEVERITY_WORDS = { error: 'Error', warning: 'Warning', note: 'Note' } as const;

function shown(value: unknown): string {
  if (value === null || value === undefined || value === '') return 'nothing';
  return typeof value === 'object' ? (Array.isArray(value) ? value.join(', ') : JSON.stringify(value)) : `${value as string | number | boolean}`;
}

const column = columnsOf<ImportedRow>();
const columnsOfKind = (kind: string, done: boolean) =>
  column.columns([
    column.accessor('number', {
      header: 'Row',
      cell: ({ row: { original } }) => {
        const page = PAGES[kind];
        return (
          <TwoLines under={`Line ${original.line}`}>
            {done && page && original.target_id ? (
              <Link to={page as never} params={{ id: original.target_id } as never}>
                Row {original.number}
              </Link>
            ) : (
              `Row ${original.number}`
            )}
          </TwoLines>
        );
      },
      meta: { sort: 'number', card: 'title', width: '12%' },
    }),
    column.accessor('outcome', {
      header: 'Outcome',
      cell: ({ getValue }) => <Pill tone={ROW_LOOKS[getValue()]?.tone}>{ROW_LOOKS[getValue()]?.word}</Pill>,
      meta: { card: 'corner', width: '12%' },
    }),
    column.accessor('changes', {
      header: 'What changes',
      cell: ({ getValue }) => {
        const changes = Object.entries(getValue());
        return changes.length > 0 ? (
          <ul className={styles.remarks}>
            {changes.map(([name, [before, after]]) => (
              <li key={name}>
                {fieldName(name)}: <span className="sr-only">from </span>
                <span className={styles.old}>{shown(before)}</span> <span aria-hidden>→</span>
                <span className="sr-only"> to </span> {shown(after)}
              </li>
            ))}
          </ul>
        ) : null;
      },
      meta: { width: '30%' },
    }),
    column.accessor('issues', {
      header: 'Remarks',
      cell: ({ getValue }) =>
        getValue().length > 0 ? (
          <ul className={styles.remarks}>
            {getValue().map((issue) => (
              <li key={`${issue.code}${issue.column}`}>
                <Pill tone={SEVERITIES[issue.severity]}>{SEVERITY_WORDS[issue.severity]}</Pill> {issue.column ? `${issue.column === 'ori' ? 'ORI' : issue.column}${issue.value ? ` “${issue.value}”` : ''}: ` : ''}
                {issue.message} {issue.fix}
              </li>
            ))}
          </ul>
        ) : null,
    }),
  ]);

/** What each row did, or would do. */
export default function RowsView({ record }: { record: Import }) {
  const listing = useListing(rowListing);
  const result = useList(rowList(record.id, listing.query));
  const { filters, setFilter } = listing;
  return (
    <Card
      title="Row by row"
      subtitle={record.dry_run ? 'What each row would do' : 'What became of each row'}
      body="flush"
      footer={<Pagination page={result.page} one="row" many="rows" onGo={listing.goTo} />}
    >
      <FilterBar
        chosen={chosenFilters(listing, [
          { name: 'outcome', label: 'Outcome', options: OUTCOMES },
          { name: 'remarked', label: 'Remarks', options: REMARKED },
        ])}
        onClear={listing.clear}
      >
        <FilterPopover label="Outcome" options={OUTCOMES} selected={filters.outcome ?? []} onChange={(values) => setFilter('outcome', values)} />
        <FilterPopover label="Remarks" single options={REMARKED} selected={filters.remarked ? ['true'] : []} onChange={(values) => setFilter('remarked', values[0] ? true : undefined)} />
      </FilterBar>
      <ListTable
        caption="Rows of the file"
        columns={columnsOfKind(record.kind, !record.dry_run)}
        result={result}
        listing={listing}
        unmatched="No rows like this"
        empty={
          record.records > 0 ? (
            <EmptyState icon={ListChecks} title="The rows are no longer kept">
              The file and what became of single rows go after a month, of confidential files after a week. The figures stay.
            </EmptyState>
          ) : (
            <EmptyState icon={ListChecks} title="No rows">
              The file has no data below its headings.
            </EmptyState>
          )
        }
      />
    </Card>
  );
}
