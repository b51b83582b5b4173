import { SearchX, ShieldCheck } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { formatDate, formatDateRange, formatRelativeDays } from '@/shared/format';
import { useList, useListing } from '@/shared/listing';
import {
  Button,
  Card,
  chosenDays,
  chosenFilters,
  columnsOf,
  DataTable,
  DateFilter,
  daysOf,
  EmptyState,
  FilterBar,
  FilterPopover,
  layout,
  NavTabs,
  PageHeader,
  Pagination,
  RowLink,
  StatusPill,
  TwoLines,
} from '@/shared/ui';
import { NEXT, NextStepButton, STEPS, type QueueRow } from '@/shared/vetting';
import { vettingListing, vettingQueue } from './queries';
import styles from './Vetting.module.css';

const Notices = lazy(() => import('./Notices'));

const VIEWS = [
  { label: 'To do', to: '/vetting' },
  { label: 'Cleared', to: '/vetting', search: { cleared: 'true' } },
];

const column = columnsOf<QueueRow>();
const columns = column.columns([
  column.accessor('participant', {
    header: 'Person',
    cell: ({ row: { original } }) => (
      <TwoLines under={[original.participant.rank, original.unit?.name].filter(Boolean).join(' · ') || 'No unit named'}>
        {original.participant.name}
      </TwoLines>
    ),
    meta: { sort: 'name', card: 'title', width: '22%' },
  }),
  column.accessor('activity', {
    header: 'Activity',
    cell: ({ row: { original: { activity } } }) => (
      <TwoLines under={activity.starts_on && activity.ends_on ? formatDateRange(activity.starts_on, activity.ends_on) : 'Not dated'}>
        <RowLink to="/activities/$id" params={{ id: activity.id }} search={{ tab: 'participants' } as never}>
          {activity.title}
        </RowLink>
      </TwoLines>
    ),
    meta: { sort: 'starts_on', card: 'subtitle', width: '26%' },
  }),
  column.accessor('due_on', {
    header: 'List due',
    cell: ({ getValue }) => {
      const due = getValue();
      return due ? <TwoLines under={formatRelativeDays(due)}>{formatDate(due)}</TwoLines> : '—';
    },
    meta: { sort: 'due_on' },
  }),
  column.display({
    id: 'standing',
    header: 'Person, unit',
    cell: ({ row: { original } }) => (
      <span className={styles.pills}>
        {original.person_case ? <StatusPill kind="vetting" status={original.person_case.status} /> : <span className="muted">No case</span>}
        {original.unit_case ? <StatusPill kind="vetting" status={original.unit_case.status} /> : <span className="muted">No case</span>}
      </span>
    ),
    meta: { cardLabel: true },
  }),
  column.accessor('next_step', {
    header: 'Next',
    cell: ({ row: { original } }) => (
      <span className={styles.next}>
        <span>{original.next_step ? NEXT[original.next_step] : 'Cleared through the last day.'}</span>
        <NextStepButton row={original} />
      </span>
    ),
    meta: { width: '24%' },
  }),
]);

/** Whom activities still need vetted, by lead time, and what comes next. */
export function VettingQueue() {
  const listing = useListing(vettingListing);
  const result = useList(vettingQueue(listing.query));
  const { filters, setFilter } = listing;
  const days = daysOf(listing, 'Activity starts', 'starts_on');
  return (
    <>
      <PageHeader title="Vetting" subtitle="Person and unit need an approval through the activity's last day (22 USC 2378d)." />
      <div className={layout.views}>
        <NavTabs label="Views of the list" tabs={VIEWS} />
      </div>
      <div className={layout.stack}>
        <Suspense>
          <Notices />
        </Suspense>
        <Card body="flush" footer={<Pagination page={result.page} one="person" many="people" onGo={listing.goTo} />}>
          <FilterBar chosen={[...chosenFilters(listing, [{ name: 'next_step', label: 'Next step', options: STEPS }]), ...chosenDays(days)]} onClear={listing.clear}>
            <FilterPopover label="Next step" options={STEPS} selected={filters.next_step ?? []} onChange={(values) => setFilter('next_step', values)} />
            <DateFilter {...days} />
          </FilterBar>
          <DataTable
            caption="People to vet"
            columns={columns}
            result={result}
            rowId={(row) => row.id}
            sort={listing.sort}
            onSort={listing.toggleSort}
            empty={
              filters.next_step || filters['starts_on.gte'] || filters['starts_on.lte'] ? (
                <EmptyState icon={SearchX} title="Nobody matches" action={<Button onClick={listing.clear}>Clear all filters</Button>}>
                  Remove a filter to see more.
                </EmptyState>
              ) : (
                <EmptyState icon={ShieldCheck} title={filters.cleared ? 'Nobody is cleared yet' : 'Nobody waits for vetting'}>
                  People appear here when they are put on the list of an activity.
                </EmptyState>
              )
            }
          />
        </Card>
      </div>
    </>
  );
}
