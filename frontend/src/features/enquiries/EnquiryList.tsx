import { Inbox } from 'lucide-react';
import { formatDate, formatRelativeDays } from '@/shared/format';
import { useList, useListing } from '@/shared/listing';
import {
  ButtonLink,
  Card,
  chosenFilters,
  columnsOf,
  EmptyState,
  FilterBar,
  FilterPopover,
  ListTable,
  PageHeader,
  Pagination,
  RowLink,
  statusOptions,
  StatusPill,
  TwoLines,
} from '@/shared/ui';
import { enquiryList, enquiryListing, type EnquiryRow } from './queries';

const STATUS = statusOptions('enquiry');

const column = columnsOf<EnquiryRow>();
const COLUMNS = column.columns([
  column.accessor('agency_name', {
    header: 'Agency',
    cell: ({ row: { original } }) => (
      <TwoLines under={<span className="num">{`${original.reference} · ${original.state}`}</span>}>
        <RowLink to="/enquiries/$id" params={{ id: original.id }}>
          {original.agency_name}
        </RowLink>
      </TwoLines>
    ),
    meta: { sort: 'agency_name', card: 'title', width: '38%' },
  }),
  column.accessor('contact_name', { header: 'Asked by', meta: { card: 'subtitle' } }),
  column.accessor('status', {
    header: 'Status',
    cell: ({ getValue }) => <StatusPill kind="enquiry" status={getValue()} />,
    meta: { sort: 'status' },
  }),
  column.accessor('received_at', {
    header: 'Received',
    cell: ({ getValue }) => <TwoLines under={formatDate(getValue())}>{formatRelativeDays(getValue())}</TwoLines>,
    meta: { sort: 'received_at' },
  }),
]);

/** Agencies that ask about partnership, and where each enquiry stands. */
export function EnquiryList() {
  const listing = useListing(enquiryListing);
  const result = useList(enquiryList(listing.query));
  return (
    <>
      <PageHeader
        title="Enquiries"
        subtitle="Agencies that ask about partnership on the public page."
        actions={
          <ButtonLink to="/enquire" variant="ghost">
            Open the public page
          </ButtonLink>
        }
      />
      <Card body="flush" footer={<Pagination page={result.page} one="enquiry" many="enquiries" onGo={listing.goTo} />}>
        <FilterBar
          search={{ label: 'Find by agency, person or reference', value: listing.draft, onChange: listing.setDraft }}
          chosen={chosenFilters(listing, [{ name: 'status', label: 'Status', options: STATUS }])}
          onClear={listing.clear}
        >
          <FilterPopover
            label="Status"
            options={STATUS}
            selected={listing.filters.status ?? []}
            onChange={(values) => listing.setFilter('status', values)}
          />
        </FilterBar>
        <ListTable
          caption="Enquiries"
          columns={COLUMNS}
          result={result}
          listing={listing}
          unmatched="No enquiry matches"
          hint="Take a filter away, or look for less."
          clear="Show all enquiries"
          empty={
            <EmptyState icon={Inbox} title="No enquiries yet">
              What agencies send from the public page appears here, and in the inbox of every program officer.
            </EmptyState>
          }
        />
      </Card>
    </>
  );
}
