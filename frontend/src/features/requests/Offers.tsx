import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { ArrowUpRight, Check, Handshake } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { hasAction } from '@/shared/access';
import { useAction } from '@/shared/actions';
import { api, ifMatch, type Versioned } from '@/shared/api';
import { formatDateRange, formatMoney, formatPeople, formatWindow, toCents } from '@/shared/format';
import { expenseCategory } from '@/shared/labels';
import { Button, ButtonLink, Card, ConfirmDialog, EmptyState, ErrorState, Notice, Skeleton, StatusPill, toast } from '@/shared/ui';
import styles from './Offers.module.css';
import { costRows, leftAfter, PASS_OVER_CODES, type CostRow } from './offers';
import { offersOf, refreshRequests, type Offer, type Request } from './queries';

const PassOverDialog = lazy(() => import('./PassOverDialog'));

interface OfferCardProps {
  offer: Offer;
  index: number;
  rows: readonly CostRow[];
  left: Request['funds_left'];
  cheapest: boolean;
  onAccept: () => void;
  onPassOver: () => void;
}

function OfferCard({ offer, index, rows, left, cheapest, onAccept, onPassOver }: OfferCardProps) {
  const after = leftAfter(left, offer);
  const decided = !hasAction(offer, 'accept') && !hasAction(offer, 'pass_over');
  return (
    <article className={styles.offer} aria-label={`Offer of ${offer.agency.name}`}>
      <header className={styles.head}>
        <h2>{offer.agency.name}</h2>
        <StatusPill kind="outreach" status={offer.status} />
      </header>
      <div className={styles.total}>
        <strong>{formatMoney(offer.total)}</strong>
        <span>{cheapest ? 'lowest of these' : after && toCents(after) < 0n ? 'more than what is left' : 'in total'}</span>
      </div>
      <dl className={styles.rows}>
        <div>
          <dt>Dates</dt>
          <dd>{`${formatDateRange(offer.starts_on, offer.ends_on)} (${formatWindow(offer.starts_on, offer.ends_on)})`}</dd>
        </div>
        <div>
          <dt>Officers</dt>
          <dd>
            {formatPeople(offer.officers.length)}
            <ul className={styles.people}>
              {offer.officers.map(({ id, name }) => (
                <li key={id}>{name}</li>
              ))}
            </ul>
          </dd>
        </div>
        {rows.map(({ category, amounts }) => (
          <div key={category} className={styles.cost}>
            <dt>{expenseCategory(category)}</dt>
            <dd>{amounts[index] ? formatMoney(amounts[index]) : 'none'}</dd>
          </div>
        ))}
        <div>
          <dt>Note</dt>
          <dd>{offer.note ?? '—'}</dd>
        </div>
      </dl>
      <footer className={styles.foot}>
        {hasAction(offer, 'accept') ? (
          <Button icon={Check} onClick={onAccept}>
            Accept
          </Button>
        ) : null}
        {hasAction(offer, 'pass_over') ? <Button onClick={onPassOver}>Pass over</Button> : null}
        {decided && offer.activity ? (
          <ButtonLink to="/activities/$id" params={{ id: offer.activity.id }} iconAfter={ArrowUpRight}>
            {offer.activity.reference}
          </ButtonLink>
        ) : null}
        {decided && offer.pass_over_code ? (
          <p className="muted">{PASS_OVER_CODES.find(({ value }) => value === offer.pass_over_code)?.label ?? offer.pass_over_code}</p>
        ) : null}
      </footer>
    </article>
  );
}

/** What agencies offer, side by side: the same line of each on one height. */
export default function Offers({ request }: { request: Request }) {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const { data, error, refetch } = useQuery(offersOf(request.id));
  const [accepting, setAccepting] = useState<string>();
  const [passing, setPassing] = useState<string>();
  const action = useAction(() => refreshRequests(queryClient));

  if (error) {
    return (
      <Card>
        <ErrorState error={error} onRetry={() => void refetch()} />
      </Card>
    );
  }
  if (!data) {
    return (
      <Card title="Offers">
        <Skeleton width="100%" height={320} />
      </Card>
    );
  }
  if (data.length === 0) {
    return (
      <Card>
        <EmptyState icon={Handshake} title="No offers yet">
          An agency that is interested names officers, dates and costs; its offer then appears here.
        </EmptyState>
      </Card>
    );
  }
  const find = (id: string | undefined): Versioned<Offer> | undefined => data.find((one) => one.data.id === id);
  const offers = data.map((one) => one.data);
  const rows = costRows(offers);
  const open = offers.filter((offer) => offer.status === 'offered');
  const lowest = open.length > 1 ? open.reduce((best, offer) => (toCents(offer.total) < toCents(best.total) ? offer : best)) : undefined;
  const candidate = find(accepting);
  const accept = async ({ data: offer, etag }: Versioned<Offer>) => {
    const done = await action.run('accept', () =>
      api.POST('/api/v1/offers/{offer_id}/accept', { params: { path: { offer_id: offer.id }, header: ifMatch(etag) } }),
    );
    setAccepting(undefined);
    if (!done) return;
    const accepted = queryClient.getQueryData(offersOf(request.id).queryKey)?.find((one) => one.data.id === offer.id)?.data.activity;
    toast.done(
      `Offer of ${offer.agency.name} accepted`,
      accepted ? { label: 'Open activity', onSelect: () => void navigate({ to: '/activities/$id', params: { id: accepted.id } }) } : undefined,
    );
  };
  const after = candidate ? leftAfter(request.funds_left, candidate.data) : undefined;

  return (
    <>
      {request.funds_left ? (
        <Notice>
          {formatMoney(request.funds_left)} is left of {formatMoney(request.funds)} set aside from {request.funding_source}.
        </Notice>
      ) : null}
      <div className={styles.offers} style={{ '--offers': Math.min(3, offers.length), '--rows': rows.length + 3 } as React.CSSProperties}>
        {offers.map((offer, index) => (
          <OfferCard
            key={offer.id}
            offer={offer}
            index={index}
            rows={rows}
            left={request.funds_left}
            cheapest={lowest?.id === offer.id}
            onAccept={() => setAccepting(offer.id)}
            onPassOver={() => setPassing(offer.id)}
          />
        ))}
      </div>
      {action.stale}
      <ConfirmDialog
        open={candidate !== undefined}
        title={`Accept the offer of ${candidate?.data.agency.name ?? ''}?`}
        confirm="Accept offer"
        busy={action.busy === 'accept'}
        onClose={() => setAccepting(undefined)}
        onConfirm={() => candidate && void accept(candidate)}
      >
        {candidate ? (
          <>
            Its activity opens in planning, with {formatPeople(candidate.data.officers.length)} assigned. {formatMoney(candidate.data.total)} is
            taken from the funds{after ? `, which leaves ${formatMoney(after)}` : ''}. Other offers stay as they are until you decide them.
          </>
        ) : null}
      </ConfirmDialog>
      {passing ? (
        <Suspense>
          <PassOverDialog
            offer={find(passing)}
            refresh={() => refreshRequests(queryClient)}
            onClose={() => setPassing(undefined)}
          />
        </Suspense>
      ) : null}
    </>
  );
}
