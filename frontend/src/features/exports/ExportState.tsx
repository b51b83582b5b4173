import { Ban, CircleCheck, CircleX, Clock, LoaderCircle } from 'lucide-react';
import { formatCount, formatDate, plural } from '@/shared/format';
import { Pill, ProgressBar, TwoLines } from '@/shared/ui';
import type { ExportRow } from './queries';

/** Where a file stands, and what that means for whoever waits for it. */
export function ExportState({ row: { job, progress, ready, expires_at: expiresAt, problem, file_name: name } }: { row: ExportRow }) {
  switch (job.status) {
    case 'queued':
      return (
        <TwoLines under="Others are made first">
          <Pill tone="info" icon={Clock}>
            Waiting
          </Pill>
        </TwoLines>
      );
    case 'running': {
      const { done, total } = progress;
      return (
        <TwoLines under={<span className="num">{total ? `${formatCount(done)} of ${plural(total, 'row')}` : plural(done, 'row')}</span>}>
          <Pill tone="info" icon={LoaderCircle}>
            Being made
          </Pill>
          <ProgressBar label={`Rows of ${name}`} value={done} max={total || 1} />
        </TwoLines>
      );
    }
    case 'failed':
      return (
        <TwoLines under={problem ?? 'It could not be made. Make it anew.'}>
          <Pill tone="bad" icon={CircleX}>
            Failed
          </Pill>
        </TwoLines>
      );
    case 'cancelled':
      return (
        <TwoLines under="Nothing was kept">
          <Pill icon={Ban}>Stopped</Pill>
        </TwoLines>
      );
    default:
      return ready ? (
        <TwoLines under={`Until ${formatDate(expiresAt)}`}>
          <Pill tone="good" icon={CircleCheck}>
            Ready
          </Pill>
        </TwoLines>
      ) : (
        <TwoLines under="Its seven days are over. Make it anew.">
          <Pill icon={Clock}>Expired</Pill>
        </TwoLines>
      );
  }
}
