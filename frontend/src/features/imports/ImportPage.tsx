import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { BookmarkPlus, Columns3, Download, Upload } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { hasAction, useCan } from '@/shared/access';
import { useAction } from '@/shared/actions';
import { formatCount, plural } from '@/shared/format';
import { Button, ButtonAnchor, ButtonLink, Card, ErrorState, layout, Notice, PageHeader, Pill, Skeleton, Steps, type Step } from '@/shared/ui';
import { importDetail, isUnderWay, refreshImports, refusedOf, startImport, type Import } from './queries';
import { kindName, standing } from './words';

const ColumnsView = lazy(() => import('./ColumnsView'));
const ImportOutcome = lazy(() => import('./ImportOutcome'));
const ImportProgress = lazy(() => import('./ImportProgress'));
const TemplateDialog = lazy(() => import('./TemplateDialog'));

type Place = 'receiving' | 'columns' | 'running' | 'stopped' | 'rows' | 'done';

function placeOf(record: Import, asked: string | undefined): Place {
  if (!record.job) return 'receiving';
  const mayStart = record.received_bytes > 0 && (record.dry_run || record.outcome === null);
  if (asked === 'columns' && mayStart) return 'columns';
  if (isUnderWay(record)) return 'running';
  if (record.job.status === 'failed') return 'columns';
  if (record.job.status === 'cancelled') return 'stopped';
  return record.outcome === 'checked' ? 'rows' : 'done';
}

const STEPS = ['1. Upload', '2. Match columns', '3. Check rows', '4. Import'];

function stepsAt(place: Place, record: Import): Step[] {
  const at = place === 'receiving' ? 0 : place === 'columns' ? 1 : place === 'done' || !record.dry_run ? 3 : 2;
  return STEPS.map((label, index) => ({ label, state: index < at || (place === 'done' && record.outcome === 'applied') ? 'done' : index === at ? 'current' : 'ahead' }));
}

/** One file on its way into records: its columns matched, its rows checked, then written. */
export function ImportPage() {
  const { id = '' } = useParams({ strict: false });
  const { step } = useSearch({ strict: false }) as { step?: string };
  const client = useQueryClient();
  const navigate = useNavigate();
  const can = useCan();
  const [isSaving, setSaving] = useState(false);
  const { data: stored, error, refetch } = useQuery(importDetail(id));
  const record = stored?.data;
  const refresh = () => refreshImports(client);
  const action = useAction(refresh);
  if (error) {
    return (
      <>
        <PageHeader title="Import" />
        <Card>
          <ErrorState error={error} onRetry={() => void refetch()} />
        </Card>
      </>
    );
  }
  if (!stored || !record) {
    return (
      <>
        <PageHeader title={undefined} />
        <Skeleton height={420} />
      </>
    );
  }
  const place = placeOf(record, step);
  const { word, tone } = standing(record);
  const goTo = (next: 'columns' | undefined) => void navigate({ to: '.', search: { step: next } as never });
  const start = async (body: Parameters<typeof startImport>[2], done?: string) => {
    if (await action.run('start', () => startImport(id, stored.etag, body), done)) goTo(undefined);
  };
  const rows = record.created + record.updated;
  const mayImport = place === 'rows' && rows > 0 && hasAction(record, 'start') && !(record.all_or_nothing && record.refused > 0);
  const isOver = place === 'rows' || place === 'done' || place === 'stopped';
  return (
    <>
      <PageHeader
        title={`Import ${kindName(record.kind).toLowerCase()}`}
        subtitle={
          <>
            <Pill tone={tone}>{word}</Pill>
            {record.file_name ?? 'File without a name'}
            {record.records > 0 ? ` · ${plural(record.records, 'row')}` : ''}
          </>
        }
        actions={
          <>
            {isOver && record.refused > 0 && record.received_bytes > 0 ? (
              <ButtonAnchor icon={Download} href={refusedOf(id)} download>
                Refused rows
              </ButtonAnchor>
            ) : null}
            {isOver && can('imports:run') ? (
              <Button icon={BookmarkPlus} onClick={() => setSaving(true)}>
                Save as a template
              </Button>
            ) : null}
            {place === 'rows' && hasAction(record, 'start') ? (
              <Button icon={Columns3} onClick={() => goTo('columns')}>
                Change columns
              </Button>
            ) : null}
            {mayImport ? (
              <Button variant="primary" icon={Upload} busy={action.busy === 'start'} onClick={() => void start({ dry_run: false })}>
                Import {plural(rows, 'row')}
              </Button>
            ) : null}
            {place === 'done' ? <ButtonLink to="/imports">All imports</ButtonLink> : null}
          </>
        }
      />
      <div className={layout.stack}>
        <Steps label="Steps of the import" steps={stepsAt(place, record)} />
        {place === 'receiving' ? <Notice>The file is still being received: {formatCount(record.received_bytes)} bytes so far.</Notice> : null}
        {record.job?.status === 'failed' && record.problem ? <Notice tone="bad">{record.problem}</Notice> : null}
        <Suspense fallback={<Skeleton height={420} />}>
          {place === 'running' || place === 'stopped' ? <ImportProgress record={record} isStopped={place === 'stopped'} action={action} onEnd={() => void refresh()} /> : null}
          {place === 'columns' ? (
            <ColumnsView
              key={record.id}
              record={record}
              busy={action.busy === 'start'}
              onCheck={(changed) => {
                if (changed || record.job?.status === 'failed') void start({ dry_run: true, ...changed });
                else goTo(undefined);
              }}
            />
          ) : null}
          {isOver ? <ImportOutcome record={record} isTold={place !== 'stopped'} /> : null}
        </Suspense>
      </div>
      {action.stale}
      <Suspense>{isSaving ? <TemplateDialog record={record} onClose={() => setSaving(false)} /> : null}</Suspense>
    </>
  );
}
