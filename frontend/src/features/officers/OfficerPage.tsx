import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Archive, CircleCheck, CircleX, Clock, Pencil, Plus, ShieldPlus } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { hasAction } from '@/shared/access';
import type { Versioned } from '@/shared/api';
import { formatDate, formatRelativeDays } from '@/shared/format';
import { languageName } from '@/shared/labels/languages';
import { Avatar, Button, Card, columnsOf, DataTable, EmptyState, ErrorState, Facts, IconButton, layout, PageHeader, Pill, Tags, toast, TwoLines } from '@/shared/ui';
import { credentialName, officerCredentials, officerDetail, readCredential, type CredentialRow, type Officer } from './queries';

const OfficerActions = lazy(() => import('./OfficerActions'));
const TranscriptCard = lazy(() => import('./TranscriptCard'));
const CredentialDialog = lazy(() => import('./CredentialDialog'));

const SOON_DAYS = 90;

const daysUntil = (day: string): number => (Date.parse(day) - Date.now()) / 86_400_000;

/** How long a credential still counts. Whether it is enough for an activity is the server's to say, there. */
function Validity({ expires }: { expires: string | null }) {
  if (expires === null) return <Pill tone="good" icon={CircleCheck}>No end</Pill>;
  const days = daysUntil(expires);
  if (days < 0) return <Pill tone="bad" icon={CircleX}>Ended</Pill>;
  return days < SOON_DAYS ? <Pill tone="warn" icon={Clock}>Ends soon</Pill> : <Pill tone="good" icon={CircleCheck}>In force</Pill>;
}

const column = columnsOf<CredentialRow>();
const READ_COLUMNS = column.columns([
  column.accessor('type', {
    header: 'Credential',
    cell: ({ row: { original } }) => (
      <TwoLines under={original.given_by_training ? 'From a training session' : (original.number ?? undefined)}>{credentialName(original.type)}</TwoLines>
    ),
    meta: { card: 'title', width: '32%' },
  }),
  column.accessor('expires_on', { header: 'Validity', cell: ({ getValue }) => <Validity expires={getValue()} /> }),
  column.accessor('issued_on', { header: 'Issued', cell: ({ getValue }) => formatDate(getValue()), meta: { card: 'hidden' } }),
  column.display({
    id: 'until',
    header: 'Until',
    cell: ({ row: { original } }) =>
      original.expires_on ? <TwoLines under={formatRelativeDays(original.expires_on)}>{formatDate(original.expires_on)}</TwoLines> : null,
  }),
  column.accessor('evidence', { header: 'Evidence', meta: { card: 'hidden' } }),
]);

function Credentials({ officer }: { officer: Officer }) {
  const { data, error, isPending, isFetching, refetch } = useQuery(officerCredentials(officer.id));
  const [open, setOpen] = useState<Versioned<CredentialRow> | 'new'>();
  const mayChange = hasAction(officer, 'update') && !officer.archived;
  const edit = (credential: CredentialRow) => {
    readCredential(officer.id, credential.id).then(setOpen).catch(toast.failed);
  };
  const columns = mayChange
    ? [
        ...READ_COLUMNS,
        column.display({
          id: 'actions',
          header: () => <span className="sr-only">Actions</span>,
          // What a training session gave is changed there.
          cell: ({ row: { original } }) =>
            original.given_by_training ? null : (
              <IconButton icon={Pencil} label={`Edit ${credentialName(original.type)}`} onClick={() => edit(original)} />
            ),
          meta: { card: 'corner', align: 'end' },
        }),
      ]
    : READ_COLUMNS;
  return (
    <>
      <Card
        title="Credentials"
        subtitle="What an activity may ask for before travel"
        body="flush"
        actions={
          mayChange ? (
            <Button size="sm" icon={Plus} onClick={() => setOpen('new')}>
              Add credential
            </Button>
          ) : undefined
        }
      >
        <DataTable
          caption="Credentials"
          columns={columns}
          result={{ page: data && { items: data }, error, loading: isPending, stale: isFetching && !isPending, retry: () => void refetch() }}
          rowId={(row) => row.id}
          skeletonRows={4}
          empty={
            <EmptyState icon={ShieldPlus} title="No credentials yet" action={mayChange ? <Button onClick={() => setOpen('new')}>Add credential</Button> : undefined}>
              Certificates, clearances and travel documents, with the day they end.
            </EmptyState>
          }
        />
      </Card>
      {open ? (
        <Suspense>
          <CredentialDialog officerId={officer.id} credential={open === 'new' ? undefined : open} onClose={() => setOpen(undefined)} />
        </Suspense>
      ) : null}
    </>
  );
}

/** One officer and what they hold. */
export function OfficerPage() {
  const { id = '' } = useParams({ strict: false });
  const { data: officer, error, refetch } = useQuery(officerDetail(id));
  if (error) {
    return (
      <>
        <PageHeader title="Officer" />
        <Card>
          <ErrorState error={error} onRetry={() => void refetch()} />
        </Card>
      </>
    );
  }
  const record = officer?.data;
  return (
    <>
      <PageHeader
        title={record?.name}
        mark={<Avatar name={record?.name ?? ''} size={56} />}
        subtitle={
          record ? (
            <>
              {record.archived ? <Pill icon={Archive}>Archived</Pill> : null}
              <span>{record.rank ?? 'No rank recorded'}</span>
              <Link to="/agencies/$id" params={{ id: record.agency.id }}>
                {record.agency.name}
              </Link>
            </>
          ) : undefined
        }
        actions={
          officer ? (
            <Suspense>
              <OfficerActions officer={officer} />
            </Suspense>
          ) : undefined
        }
      />
      {record ? (
        <div className={layout.grid}>
          <div className={`${layout.stack} ${layout.span8}`}>
            <Credentials officer={record} />
            {hasAction(record, 'transcript') ? (
              <Suspense>
                <TranscriptCard id={record.id} />
              </Suspense>
            ) : null}
          </div>
          <div className={`${layout.stack} ${layout.span4}`}>
            <Card title="About">
              <Facts
                items={[
                  { label: 'Agency', value: record.agency.name },
                  { label: 'Rank', value: record.rank ?? '—' },
                  { label: 'Email', value: record.email ? <a href={`mailto:${record.email}`}>{record.email}</a> : '—' },
                  { label: 'Teaches in', value: record.languages.length > 0 ? <Tags items={record.languages.map(languageName)} max={6} /> : '—' },
                  { label: 'On record since', value: formatDate(record.created_at) },
                ]}
              />
            </Card>
          </div>
        </div>
      ) : null}
    </>
  );
}
