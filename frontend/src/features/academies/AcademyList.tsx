import { GraduationCap, Plus } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useCan } from '@/shared/access';
import { useList, useListing } from '@/shared/listing';
import { Button, Card, columnsOf, DataTable, EmptyState, PageHeader, Pagination, Pill, RowLink, TwoLines } from '@/shared/ui';
import { academyList, academyListing, type AcademyRow } from './queries';

const AcademyDialog = lazy(() => import('./AcademyDialog'));

const column = columnsOf<AcademyRow>();
const columns = column.columns([
  column.accessor('name', {
    header: 'Academy',
    cell: ({ row: { original } }) => (
      <TwoLines under={original.code}>
        <RowLink to="/academies/$id" params={{ id: original.id }}>
          {original.name}
        </RowLink>
      </TwoLines>
    ),
    meta: { sort: 'name', card: 'title', width: '34%' },
  }),
  column.accessor('city', {
    header: 'Place',
    cell: ({ row: { original } }) => `${original.city}, ${original.host_country}`,
    meta: { sort: 'city', card: 'subtitle' },
  }),
  column.accessor('region_served', { header: 'Serves', meta: { card: 'hidden' } }),
  column.accessor('established', { header: 'Since', meta: { sort: 'established', align: 'end', cardLabel: true } }),
  column.accessor('status', {
    header: 'Status',
    cell: ({ getValue }) => (getValue() === 'operating' ? <Pill tone="good">Operating</Pill> : <Pill>Unlisted</Pill>),
  }),
]);

/** International Law Enforcement Academies: another way for agencies to teach. */
export function AcademyList() {
  const can = useCan();
  const [adding, setAdding] = useState(false);
  const listing = useListing(academyListing);
  const result = useList(academyList(listing.query));
  return (
    <>
      <PageHeader
        title="Academies"
        subtitle="International Law Enforcement Academies, where officers of partner agencies teach."
        actions={
          can('academies:manage') ? (
            <Button variant="primary" icon={Plus} onClick={() => setAdding(true)}>
              Add academy
            </Button>
          ) : undefined
        }
      />
      <Card body="flush" footer={<Pagination page={result.page} one="academy" many="academies" onGo={listing.goTo} />}>
        <DataTable
          caption="Academies"
          columns={columns}
          result={result}
          rowId={(row) => row.id}
          sort={listing.sort}
          onSort={listing.toggleSort}
          skeletonRows={6}
          empty={
            <EmptyState icon={GraduationCap} title="No academies yet">
              They come with the reference data; programme staff add others.
            </EmptyState>
          }
        />
      </Card>
      <Suspense>{adding ? <AcademyDialog academy={undefined} onClose={() => setAdding(false)} /> : null}</Suspense>
    </>
  );
}
