import { useQuery, useQueryClient } from '@tanstack/react-query';
import { ArrowUpRight, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { hasAction } from '@/shared/access';
import { useAction } from '@/shared/actions';
import { api, ifMatch } from '@/shared/api';
import { formatDateRange, formatDateTime, formatMoney, humanize } from '@/shared/format';
import { expenseCategory } from '@/shared/labels';
import { Button, ButtonLink, Card, ConfirmDialog, ErrorState, Facts, Skeleton, StatusPill } from '@/shared/ui';
import styles from './Outreach.module.css';
import { offerDetail, refreshOutreach } from './queries';

/** The agency's offer as it stands, and the way to take it back. */
export default function OwnOffer({ offerId }: { offerId: string }) {
  const queryClient = useQueryClient();
  const { data: offer, error, refetch } = useQuery(offerDetail(offerId));
  const action = useAction(() => refreshOutreach(queryClient));
  const [asking, setAsking] = useState(false);
  if (error) {
    return (
      <Card title="The offer">
        <ErrorState compact error={error} onRetry={() => void refetch()} />
      </Card>
    );
  }
  if (!offer) {
    return (
      <Card title="The offer">
        <Skeleton width="60%" height={180} />
      </Card>
    );
  }
  const record = offer.data;
  return (
    <Card
      title="The offer"
      subtitle={`Made ${formatDateTime(record.created_at)}`}
      actions={
        <>
          {hasAction(record, 'withdraw') ? (
            <Button size="sm" icon={Undo2} onClick={() => setAsking(true)}>
              Withdraw
            </Button>
          ) : null}
          {record.activity ? (
            <ButtonLink size="sm" to="/activities/$id" params={{ id: record.activity.id }} iconAfter={ArrowUpRight}>
              {record.activity.reference}
            </ButtonLink>
          ) : null}
        </>
      }
    >
      <Facts
        items={[
          { label: 'Standing', value: <StatusPill kind="outreach" status={record.status} /> },
          ...(record.pass_over_code ? [{ label: 'Reason given', value: humanize(record.pass_over_code) }] : []),
          { label: 'Dates', value: formatDateRange(record.starts_on, record.ends_on) },
          { label: 'Officers', value: record.officers.map(({ name }) => name).join(', ') },
          ...(record.package_name ? [{ label: 'Package', value: record.package_name }] : []),
          ...(record.note ? [{ label: 'Note', value: record.note }] : []),
        ]}
      />
      <table className={styles.costs}>
        <caption className="sr-only">Costs</caption>
        <tbody>
          {record.cost_lines.map(({ category, description, amount }, index) => (
            // oxlint-disable-next-line react/no-array-index-key -- lines have nothing else and never move
            <tr key={index}>
              <th scope="row">
                {description}
                <small>{expenseCategory(category)}</small>
              </th>
              <td>{formatMoney(amount)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">Total</th>
            <td>{formatMoney(record.total)}</td>
          </tr>
        </tfoot>
      </table>
      <ConfirmDialog
        open={asking}
        title="Withdraw this offer?"
        confirm="Withdraw offer"
        busy={action.busy === 'withdraw'}
        onClose={() => setAsking(false)}
        onConfirm={() => {
          void action
            .run(
              'withdraw',
              () =>
                api.POST('/api/v1/offers/{offer_id}/withdraw', {
                  params: { path: { offer_id: record.id }, header: ifMatch(offer.etag) },
                }),
              'Offer withdrawn',
            )
            .then(() => setAsking(false));
        }}
      >
        The programme no longer counts on it. Withdrawing has no consequence for your agency; this question is then closed.
      </ConfirmDialog>
      {action.stale}
    </Card>
  );
}
