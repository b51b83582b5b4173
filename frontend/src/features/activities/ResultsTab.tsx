import { useQuery } from '@tanstack/react-query';
import { ChartLine, Pencil, Plus } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { hasAction } from '@/shared/access';
import type { Versioned } from '@/shared/api';
import { formatCount } from '@/shared/format';
import { Button, Card, columnsOf, DataTable, EmptyState, FigureCard, IconButton, layout, Skeleton, toast } from '@/shared/ui';
import { evaluationsOf, participantsOf, readEvaluation, resultsOf, type Activity, type Evaluation } from './queries';

const EvaluationDialog = lazy(() => import('./EvaluationDialog'));

const number = (text: string | null) => (text === null ? '—' : formatCount(Number(text)));
const TOO_FEW = 'too few to tell';

function Sums({ activity }: { activity: Activity }) {
  const { data } = useQuery(resultsOf(activity.id));
  const figure = (label: string, value: string | null | undefined, note: string) => ({
    label,
    value: data ? (value ?? '—') : <Skeleton width={90} height={34} />,
    note: data && value === null ? TOO_FEW : note,
  });
  const gain = data?.mean_gain;
  return (
    <FigureCard
      label="Results of the activity"
      figures={[
        figure('People trained', data && (data.people === null ? null : formatCount(data.people)), 'came'),
        figure('Came every day', data && (data.completion_percent === null ? null : `${Number(data.completion_percent)}%`), 'of those on the list'),
        figure('Gain', gain === null || gain === undefined ? gain : `${Number(gain) > 0 ? '+' : ''}${Number(gain)}`, 'points of 100, on average'),
        figure('Satisfaction', data && (data.mean_satisfaction === null ? null : String(Number(data.mean_satisfaction))), 'of 5, on average'),
      ]}
    />
  );
}

const column = columnsOf<Evaluation & { name: string }>();
const READ_COLUMNS = column.columns([
  column.accessor('name', { header: 'Participant', meta: { card: 'title', width: '32%' } }),
  column.accessor('course', { header: 'Course', cell: ({ getValue }) => getValue() ?? '—', meta: { card: 'subtitle' } }),
  column.accessor('hours', { header: 'Hours', cell: ({ getValue }) => number(getValue()), meta: { align: 'end', cardLabel: true } }),
  column.accessor('pre_score', { header: 'Before', cell: ({ getValue }) => number(getValue()), meta: { align: 'end', cardLabel: true } }),
  column.accessor('post_score', { header: 'After', cell: ({ getValue }) => number(getValue()), meta: { align: 'end', cardLabel: true } }),
  column.accessor('satisfaction', {
    header: 'Satisfaction',
    cell: ({ getValue }) => (getValue() === null ? '—' : `${getValue()} of 5`),
    meta: { align: 'end', cardLabel: true },
  }),
]);

/** What participants knew before and after, how satisfied they were, and the sums of it. */
export default function ResultsTab({ activity }: { activity: Activity }) {
  const { data, error, isPending, isFetching, refetch } = useQuery(evaluationsOf(activity.id));
  const { data: people } = useQuery(participantsOf(activity.id));
  const [open, setOpen] = useState<Versioned<Evaluation> | 'new'>();
  const mayChange = hasAction(activity, 'evaluate');
  const edit = (id: string) => {
    readEvaluation(activity.id, id).then(setOpen).catch(toast.failed);
  };
  const names = new Map(people?.map(({ participant }) => [participant.id, participant.name]));
  const rows = data?.map((row) => ({ ...row, name: (row.participant_id && names.get(row.participant_id)) || 'Not named' }));
  const columns = mayChange
    ? [
        ...READ_COLUMNS,
        column.display({
          id: 'actions',
          header: () => <span className="sr-only">Actions</span>,
          cell: ({ row: { original } }) => (
            <IconButton icon={Pencil} label={`Edit evaluation: ${original.name}`} onClick={() => edit(original.id)} />
          ),
          meta: { card: 'corner', align: 'end' },
        }),
      ]
    : READ_COLUMNS;
  const add = (
    <Button size="sm" icon={Plus} onClick={() => setOpen('new')}>
      Add evaluation
    </Button>
  );
  return (
    <div className={layout.stack}>
      <Sums activity={activity} />
      <Card title="Evaluations" subtitle="Scores from 0 to 100 before and after; sums are shown of five people or more" body="flush" actions={mayChange ? add : undefined}>
        <DataTable
          caption="Evaluations"
          columns={columns}
          result={{ page: rows && { items: rows }, error, loading: isPending, stale: isFetching && !isPending, retry: () => void refetch() }}
          rowId={(row) => row.id}
          skeletonRows={3}
          empty={
            <EmptyState compact icon={ChartLine} title="No evaluations yet">
              {mayChange ? 'Enter what participants scored before and after.' : 'They are entered once work has begun.'}
            </EmptyState>
          }
        />
      </Card>
      <Suspense>
        {open ? <EvaluationDialog activityId={activity.id} people={people ?? []} evaluation={open === 'new' ? undefined : open} onClose={() => setOpen(undefined)} /> : null}
      </Suspense>
    </div>
  );
}
