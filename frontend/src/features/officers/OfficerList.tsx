import { BookUser, Plus } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useCan } from '@/shared/access';
import { languageName, languageOptions } from '@/shared/labels/languages';
import { useList, useListing } from '@/shared/listing';
import {
  Button,
  Card,
  chosenFilters,
  columnsOf,
  EmptyState,
  FilterBar,
  FilterPopover,
  layout,
  ListTable,
  NavTabs,
  PageHeader,
  Pagination,
  RowLink,
  Tags,
  TwoLines,
} from '@/shared/ui';
import { officerList, officerListing, type OfficerRow } from './queries';

const OfficerDialog = lazy(() => import('./OfficerDialog'));

const VIEWS = [
  { label: 'Active', to: '/officers' },
  { label: 'Archived', to: '/officers', search: { archived: true } },
];

const column = columnsOf<OfficerRow>();
const columns = column.columns([
  column.accessor('name', {
    header: 'Officer',
    cell: ({ row: { original } }) => (
      <TwoLines under={original.rank ?? 'No rank recorded'}>
        <RowLink to="/officers/$id" params={{ id: original.id }}>
          {original.name}
        </RowLink>
      </TwoLines>
    ),
    meta: { sort: 'name', card: 'title', width: '34%' },
  }),
  column.accessor('agency', { header: 'Agency', cell: ({ getValue }) => getValue().name, meta: { card: 'subtitle' } }),
  column.accessor('languages', {
    header: 'Teaches in',
    cell: ({ getValue }) => (getValue().length > 0 ? <Tags items={getValue().map(languageName)} /> : null),
  }),
]);

/** Officers and instructors of partner agencies, as far as the person may see them. */
export function OfficerList() {
  const can = useCan();
  const listing = useListing(officerListing);
  const result = useList(officerList(listing.query));
  const [adding, setAdding] = useState(false);
  const languages = languageOptions();
  return (
    <>
      <PageHeader
        title="Officers"
        subtitle="Who travels and teaches for partner agencies, and what they are cleared for."
        actions={
          can('officers:create') ? (
            <Button variant="primary" icon={Plus} onClick={() => setAdding(true)}>
              Add officer
            </Button>
          ) : undefined
        }
      />
      <div className={layout.views}>
        <NavTabs label="Views of the list" tabs={VIEWS} />
      </div>
      <Card body="flush" footer={<Pagination page={result.page} one="officer" many="officers" onGo={listing.goTo} />}>
        <FilterBar
          search={{ label: 'Find by name or rank', value: listing.draft, onChange: listing.setDraft }}
          chosen={chosenFilters(listing, [{ name: 'language', label: 'Language', options: languages }])}
          onClear={listing.clear}
        >
          <FilterPopover label="Language" options={languages} selected={listing.filters.language ?? []} onChange={(values) => listing.setFilter('language', values)} />
        </FilterBar>
        <ListTable
          caption="Officers"
          columns={columns}
          result={result}
          listing={listing}
          unmatched="No officers match"
          hint="Remove a filter, or check the spelling."
          empty={
            <EmptyState icon={BookUser} title="No officers yet" action={can('officers:create') ? <Button onClick={() => setAdding(true)}>Add officer</Button> : undefined}>
              {can('officers:create') ? 'Add those who would travel or teach.' : 'Each agency’s coordinator adds its officers.'}
            </EmptyState>
          }
        />
      </Card>
      {adding ? (
        <Suspense>
          <OfficerDialog officer={undefined} onClose={() => setAdding(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
