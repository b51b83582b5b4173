import { RotateCcw } from 'lucide-react';
import type { useAction } from '@/shared/actions';
import { formatCount, plural } from '@/shared/format';
import { Button, Card, Notice, ProgressBar } from '@/shared/ui';
import styles from './Imports.module.css';
import { moveJob } from '@/shared/jobs/moveJob';
import type { Import } from './queries';
import { useJob } from './useJob';

interface ImportProgressProps {
  record: Import;
  isStopped: boolean;
  action: ReturnType<typeof useAction>;
  onEnd: () => void;
}

/** How far a run has come, and the way to stop it or to go on with it. */
export default function ImportProgress({ record, isStopped, action, onEnd }: ImportProgressProps) {
  const job = useJob(isStopped ? undefined : record.job?.id, onEnd);
  const move = (name: string, event: 'cancel' | 'retry') => void action.run(name, () => moveJob(record.job?.id ?? '', event));
  if (isStopped) {
    return (
      <Notice
        tone="warn"
        action={
          <Button size="sm" icon={RotateCcw} busy={action.busy === 'retry'} onClick={() => move('retry', 'retry')}>
            Go on
          </Button>
        }
      >
        This was stopped. {record.dry_run ? 'Nothing was written.' : 'What was imported until then stays.'}
      </Notice>
    );
  }
  const { done, total } = job?.progress ?? { done: record.records, total: null };
  return (
    <Card
      title={record.dry_run ? 'Checking the rows' : 'Importing the rows'}
      subtitle="It goes on when you leave this page."
      actions={
        <Button onClick={() => move('stop', 'cancel')} busy={action.busy === 'stop' || job?.cancel_requested}>
          Stop
        </Button>
      }
    >
      <div className={styles.progress}>
        <p className="num">
          {total ? `${formatCount(done)} of about ${plural(total, 'row')}` : done > 0 ? `${plural(done, 'row')} done` : 'Reading the file'}
        </p>
        {/* How many rows a workbook has shows at its end only: a bar would have to lie. */}
        {total ? <ProgressBar label="Rows done" value={done} max={total} /> : null}
      </div>
    </Card>
  );
}
