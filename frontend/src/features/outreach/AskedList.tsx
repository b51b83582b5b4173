import { MailQuestionMark } from 'lucide-react';
import { useCan } from '@/shared/access';
import { formatDate, formatDateTime, formatRelativeDays } from '@/shared/format';
import { useList, useListing } from '@/shared/listing';
import {
  Card,
  columnsOf,
  EmptyState,
  layout,
  ListTable,
  NavTabs,
  PageHeader,
  Pagination,
  Pill,
  RowLink,
  StatusPill,
  TwoLines,
} from '@/shared/ui';
import { outreachList, outreachListing, type OutreachRow } from './queries';

const column = columnsOf<OutreachRow>();

const request = column.accessor('request', {
  header: 'What is asked',
  cell: ({ row: { original } }) => (
    <TwoLines under={<span className="num">{`${original.request.reference} · ${original.reference}`}</span>}>
      <RowLink to="/outreach/$id" params={{ id: original.id }}>
        {original.request.title}
      </RowLink>
    </TwoLines>
  ),
  meta: { card: 'title', width: '40%' },
});
const agency = column.accessor('agency', { header: 'Agency', cell: ({ getValue }) => getValue().name, meta: { card: 'subtitle' } });
const OWN = [
  request,
  column.accessor('status', {
    header: 'Your answer',
    cell: ({ row: { original } }) =>
      original.status === 'sent' ? (
        <Pill tone="warn" icon={MailQuestionMark}>
          To answer
        </Pill>
      ) : (
        <StatusPill kind="outreach" status={original.status} />
      ),
  }),
  column.accessor('due_at', {
    header: 'Answer by',
    cell: ({ row: { original } }) =>
      original.status === 'sent' ? (
        <TwoLines under={formatDateTime(original.due_at)}>{formatRelativeDays(original.due_at)}</TwoLines>
      ) : (
        <span className="muted">{formatDate(original.due_at)}</span>
      ),
    meta: { sort: 'due_at', cardLabel: true },
  }),
  column.accessor('sent_at', { header: 'Asked', cell: ({ getValue }) => formatDate(getValue()), meta: { sort: 'sent_at', card: 'hidden' } }),
];
const ALL = [request, agency, ...OWN.slice(1)];

const VIEWS = [
  { label: 'All', to: '/outreach' },
  { label: 'To answer', to: '/outreach', search: { status: ['sent', 'no_response'] } },
  { label: 'Offers to make', to: '/outreach', search: { status: ['interested'] } },
  { label: 'Offered', to: '/outreach', search: { status: ['offered'] } },
  { label: 'Accepted', to: '/outreach', search: { status: ['accepted'] } },
];

/** What the programme asks of the agency; staff see what was asked of all. */
export function AskedList() {
  const can = useCan();
  const listing = useListing(outreachListing);
  // The API has no text search over outreach.
  const { sort, after, status } = listing.query;
  const result = useList(outreachList({ sort, after, status }));
  const own = can('outreach:answer');
  return (
    <>
      <PageHeader
        title={own ? 'Asked of you' : 'Outreach'}
        subtitle={own ? 'What the programme asks your agency. You take on only what you wish to.' : 'Every question to an agency, and what became of it.'}
      />
      <div className={layout.views}>
        <NavTabs label="Views of the list" tabs={VIEWS} />
      </div>
      <Card body="flush" footer={<Pagination page={result.page} one="question" many="questions" onGo={listing.goTo} />}>
        <ListTable
          caption={own ? 'Asked of you' : 'Outreach'}
          columns={own ? OWN : ALL}
          result={result}
          listing={listing}
          unmatched="Nothing here"
          hint="No question stands at this point."
          clear="Show all questions"
          empty={
            <EmptyState icon={MailQuestionMark} title="Nothing has been asked yet">
              {own
                ? 'When a post needs what your agency can do, the question appears here and in your overview.'
                : 'Agencies are asked from the Match tab of an open request.'}
            </EmptyState>
          }
        />
      </Card>
    </>
  );
}
