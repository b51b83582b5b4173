import { Link } from '@tanstack/react-router';
import { formatDate, plural } from '@/shared/format';
import { Notice } from '@/shared/ui';
import styles from './Mou.module.css';
import type { Mou } from './queries';

/** What stands in the way of the next step. */
function waitsFor(mou: Mou): string | undefined {
  if (mou.status === 'clearance' && !mou.documents.some(({ kind }) => kind === 'legal_clearance')) {
    return 'File the legal clearance under Documents; then it can be cleared for signing.';
  }
  if (mou.status === 'negotiation' && !mou.agency_concurred_at) return 'The agency has not concurred with the text yet.';
  return undefined;
}

/** What a reader should know of the agreement before anything else. */
export default function MouStanding({ mou }: { mou: Mou }) {
  const waits = waitsFor(mou);
  const outlasting = mou.outlived_by;
  return (
    <div className={styles.notices}>
      {mou.open_comments > 0 ? <Notice tone="warn">{plural(mou.open_comments, 'comment')} to settle before the text is agreed.</Notice> : null}
      {mou.suspended_on ? (
        <Notice tone="warn">
          Suspended since {formatDate(mou.suspended_on)}. Reason: {mou.suspension_reason}
        </Notice>
      ) : null}
      {mou.terminates_on ? (
        <Notice tone="warn">
          Notice was given on {formatDate(mou.notice_given_on)}; the agreement ends on {formatDate(mou.terminates_on)}.
          {mou.notice_reason ? ` Reason: ${mou.notice_reason}` : ''}
        </Notice>
      ) : null}
      {outlasting.length > 0 ? (
        <Notice tone="warn">
          {plural(outlasting.length, 'planned activity', 'planned activities')} would last longer than the agreement, which ends on{' '}
          {formatDate(mou.last_on)}:{' '}
          {outlasting.map(({ id, reference, ends_on: ends }, index) => (
            <span key={id}>
              {index > 0 ? ', ' : ''}
              <Link to="/activities/$id" params={{ id }}>
                {reference}
              </Link>{' '}
              (to {formatDate(ends)})
            </span>
          ))}
          . Renew it or make a new one, or plan them to end before.
        </Notice>
      ) : null}
      {waits ? <Notice>{waits}</Notice> : null}
    </div>
  );
}
