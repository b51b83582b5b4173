import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { CircleCheck, CircleX, GraduationCap, MapPin, Pencil, Trash2, UserPlus } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { hasAction, useCan } from '@/shared/access';
import { useAction } from '@/shared/actions';
import { api, ifMatch, type Versioned } from '@/shared/api';
import { formatDateRange } from '@/shared/format';
import { Button, Card, columnsOf, ConfirmDialog, DataTable, EmptyState, ErrorState, layout, PageHeader, Pill } from '@/shared/ui';
import { refreshTraining, rosterOf, sessionDetail, type EnrollmentRow, type TrainingSession } from './queries';

const SessionDialog = lazy(() => import('./SessionDialog'));
const EnrollDialog = lazy(() => import('./EnrollDialog'));

function Attended({ attended }: { attended: boolean | null }) {
  if (attended === null) return <span className="muted">Not recorded</span>;
  return attended ? <Pill tone="good" icon={CircleCheck}>Attended, certified</Pill> : <Pill tone="bad" icon={CircleX}>Did not attend</Pill>;
}

/** Attendance is offered once the session is over. */
function RowActions({ row, over }: { row: EnrollmentRow; over: boolean }) {
  const can = useCan();
  const queryClient = useQueryClient();
  const action = useAction(() => refreshTraining(queryClient));
  const params = { path: { session_id: row.session.id, enrollment_id: row.id }, header: ifMatch(`"${row.version}"`) };
  const record = (attended: boolean) =>
    void action.run(
      String(attended),
      () => api.POST('/api/v1/training-sessions/{session_id}/enrollments/{enrollment_id}/record-attendance', { params, body: { attended } }),
      attended ? `${row.officer.name} certified` : 'Recorded',
    );
  const withdraw = () =>
    void action.run('withdraw', () => api.DELETE('/api/v1/training-sessions/{session_id}/enrollments/{enrollment_id}', { params }), 'Place given back');
  const { name } = row.officer;
  return (
    <span className={layout.inline}>
      {over && row.attended !== true ? (
        <Button size="sm" busy={action.busy === 'true'} aria-label={`Attended: ${name}`} onClick={() => record(true)}>
          Attended
        </Button>
      ) : null}
      {over && row.attended !== false ? (
        <Button size="sm" variant="ghost" busy={action.busy === 'false'} aria-label={`Did not attend: ${name}`} onClick={() => record(false)}>
          Did not attend
        </Button>
      ) : null}
      {can('training:enroll') && row.attended === null ? (
        <Button size="sm" variant="ghost" busy={action.busy === 'withdraw'} aria-label={`Withdraw: ${name}`} onClick={withdraw}>
          Withdraw
        </Button>
      ) : null}
      {action.stale}
    </span>
  );
}

const column = columnsOf<EnrollmentRow>();
const columnsWhen = (over: boolean) => column.columns([
  column.accessor('officer', {
    header: 'Officer',
    cell: ({ getValue }) => (
      <Link to="/officers/$id" params={{ id: getValue().id }}>
        {getValue().name}
      </Link>
    ),
    meta: { card: 'title', width: '28%' },
  }),
  column.accessor('agency', { header: 'Agency', cell: ({ getValue }) => getValue().name, meta: { card: 'subtitle' } }),
  column.accessor('attended', { header: 'Attendance', cell: ({ getValue }) => <Attended attended={getValue()} /> }),
  column.display({
    id: 'actions',
    header: () => <span className="sr-only">Actions</span>,
    cell: ({ row: { original } }) => <RowActions row={original} over={over} />,
    meta: { align: 'end' },
  }),
]);

const [AHEAD, OVER] = [columnsWhen(false), columnsWhen(true)];

function Actions({ session }: { session: Versioned<TrainingSession> }) {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const action = useAction(() => refreshTraining(queryClient));
  const [open, setOpen] = useState<'edit' | 'delete'>();
  const remove = async () => {
    const params = { path: { session_id: session.data.id }, header: ifMatch(session.etag) };
    const gone = await action.run('delete', () => api.DELETE('/api/v1/training-sessions/{session_id}', { params }), 'Session removed');
    setOpen(undefined);
    if (gone) await navigate({ to: '/training' });
  };
  return (
    <>
      {hasAction(session.data, 'update') ? (
        <Button icon={Pencil} onClick={() => setOpen('edit')}>
          Edit
        </Button>
      ) : null}
      {hasAction(session.data, 'delete') && session.data.enrolled === 0 ? (
        <Button icon={Trash2} onClick={() => setOpen('delete')}>
          Remove
        </Button>
      ) : null}
      <ConfirmDialog open={open === 'delete'} danger title="Remove this session?" confirm="Remove session" busy={action.busy === 'delete'} onClose={() => setOpen(undefined)} onConfirm={() => void remove()}>
        Nobody is enrolled.
      </ConfirmDialog>
      {action.stale}
      <Suspense>{open === 'edit' ? <SessionDialog session={session} onClose={() => setOpen(undefined)} /> : null}</Suspense>
    </>
  );
}

/** One session: who is enrolled, who attended. */
export function TrainingPage() {
  const { id = '' } = useParams({ strict: false });
  const { data: session, error, refetch } = useQuery(sessionDetail(id));
  const roster = useQuery(rosterOf(id));
  const [enrolling, setEnrolling] = useState(false);
  if (error && !session) {
    return (
      <>
        <PageHeader title="Training session" />
        <Card>
          <ErrorState error={error} onRetry={() => void refetch()} />
        </Card>
      </>
    );
  }
  const record = session?.data;
  const result = {
    page: roster.data ? { items: roster.data, next: null, previous: null } : undefined,
    error: roster.error,
    isPending: roster.isPending,
    isFetching: roster.isFetching,
    refetch: roster.refetch,
  };
  return (
    <>
      <PageHeader
        title={record?.name}
        subtitle={
          record ? (
            <>
              <span>{formatDateRange(record.starts_on, record.ends_on)}</span>
              <span className={layout.inline}>
                <MapPin size={15} aria-hidden />
                {record.location}
              </span>
            </>
          ) : undefined
        }
        actions={session ? <Actions session={session} /> : undefined}
      />
      <Card
        title="Roster"
        subtitle={record ? `${record.enrolled} of ${record.capacity} places taken. Attendance gives the credential from the last day on.` : undefined}
        body="flush"
        actions={
          record && hasAction(record, 'enroll') ? (
            <Button size="sm" icon={UserPlus} onClick={() => setEnrolling(true)}>
              Enrol officer
            </Button>
          ) : undefined
        }
      >
        <DataTable
          caption="Roster"
          columns={record && hasAction(record, 'record_attendance') ? OVER : AHEAD}
          result={result as never}
          rowId={(row) => row.id}
          empty={
            <EmptyState compact icon={GraduationCap} title="Nobody enrolled">
              Agencies enrol their own officers; you see those you may see.
            </EmptyState>
          }
        />
      </Card>
      <Suspense>{enrolling && record ? <EnrollDialog session={record} onClose={() => setEnrolling(false)} /> : null}</Suspense>
    </>
  );
}
