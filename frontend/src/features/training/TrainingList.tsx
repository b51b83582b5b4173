import { GraduationCap, Plus } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useCan } from '@/shared/access';
import { formatDateRange, formatRelativeDays } from '@/shared/format';
import { useList, useListing } from '@/shared/listing';
import {
  Button,
  Card,
  chosenDays,
  columnsOf,
  DateFilter,
  daysOf,
  EmptyState,
  FilterBar,
  layout,
  ListTable,
  NavTabs,
  PageHeader,
  Pagination,
  Pill,
  RowLink,
  TwoLines,
} from '@/shared/ui';
import { trainingList, trainingListing, type TrainingSessionRow } from './queries';

const SessionDialog = lazy(() => import('./SessionDialog'));

const VIEWS = [
  { label: 'All sessions', to: '/training' },
  { label: 'With places', to: '/training', search: { full: 'false' } },
];

const column = columnsOf<TrainingSessionRow>();
const columns = column.columns([
  column.accessor('name', {
    header: 'Session',
    cell: ({ row: { original } }) => (
      <TwoLines under={original.location}>
        <RowLink to="/training/$id" params={{ id: original.id }}>
          {original.name}
        </RowLink>
      </TwoLines>
    ),
    meta: { sort: 'name', card: 'title', width: '44%' },
  }),
  column.accessor('starts_on', {
    header: 'Dates',
    cell: ({ row: { original } }) => <TwoLines under={formatRelativeDays(original.starts_on)}>{formatDateRange(original.starts_on, original.ends_on)}</TwoLines>,
    meta: { sort: 'starts_on', card: 'subtitle' },
  }),
  column.accessor('enrolled', {
    header: 'Places',
    cell: ({ row: { original: { enrolled, capacity } } }) => (
      <span>
        <span className="num">
          {enrolled} of {capacity}
        </span>{' '}
        {enrolled >= capacity ? <Pill tone="warn">Full</Pill> : null}
      </span>
    ),
    meta: { cardLabel: true },
  }),
]);

/** Sessions of the pre-deployment training that overseas work needs. */
export function TrainingList() {
  const can = useCan();
  const listing = useListing(trainingListing);
  const result = useList(trainingList(listing.query));
  const [adding, setAdding] = useState(false);
  const days = daysOf(listing, 'Starts', 'starts_on');
  const mayAdd = can('training:manage');
  return (
    <>
      <PageHeader
        title="Training"
        subtitle="Pre-deployment training: attendance gives officers the credential that overseas work needs."
        actions={
          mayAdd ? (
            <Button variant="primary" icon={Plus} onClick={() => setAdding(true)}>
              Plan session
            </Button>
          ) : undefined
        }
      />
      <div className={layout.views}>
        <NavTabs label="Views of the list" tabs={VIEWS} />
      </div>
      <Card body="flush" footer={<Pagination page={result.page} one="session" many="sessions" onGo={listing.goTo} />}>
        <FilterBar chosen={chosenDays(days)} onClear={listing.clear}>
          <DateFilter {...days} />
        </FilterBar>
        <ListTable
          caption="Training sessions"
          columns={columns}
          result={result}
          listing={listing}
          unmatched="No sessions match"
          empty={
            <EmptyState icon={GraduationCap} title="No sessions planned" action={mayAdd ? <Button onClick={() => setAdding(true)}>Plan session</Button> : undefined}>
              The programme plans sessions; agencies enrol their officers.
            </EmptyState>
          }
        />
      </Card>
      <Suspense>{adding ? <SessionDialog session={undefined} onClose={() => setAdding(false)} /> : null}</Suspense>
    </>
  );
}
