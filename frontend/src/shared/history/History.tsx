import { useCan } from '@/shared/access';
import RecordTimeline, { type TimelineKind } from '@/shared/timeline';
import { Card } from '@/shared/ui/Card';
import RecordHistory from './RecordHistory';

/** What happened to a record: every value for who may read the audit log, every step for everybody else who sees it. */
export default function History({ kind, id }: { kind: Exclude<TimelineKind, 'activity' | 'claim'>; id: string }) {
  const audits = useCan()('audit:read');
  return (
    <Card title="History" subtitle={audits ? 'Who changed what, newest first' : 'Every step, newest first'}>
      {audits ? <RecordHistory subjectId={id} /> : <RecordTimeline kind={kind} id={id} />}
    </Card>
  );
}
