import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { ArrowUpRight, Check, Handshake } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { hasAction } from '@/shared/access';
import { useAction } from '@/shared/actions';
import { api } from '@/shared/api';
import { formatDateRange, formatMoney, formatPeople, plural, toCents } from '@/shared/format';
import { expenseCategory, languageName } from '@/shared/labels';
import { Button, ButtonLink, Card, ConfirmDialog, EmptyState, ErrorState, Notice, Skeleton, StatusPill, toast } from '@/shared/ui';
import styles from './Offers.module.css';
import { asSeen, certifiedText, leftAfter, speakersText } from './offers';
import { comparisonOf, refreshRequests, type Offer, type Request } from './queries';

const PassOverDialog = lazy(() => import('./PassOverDialog'));

interface OfferCardProps {
  offer: Offer;
  request: Request;
  cheapest: boolean;
  onAccept: () => void;
  onPassOver: () => void;
}

function OfferCard({ offer, request, cheapest, onAccept, onPassOver }: OfferCardProps) {
  const after = leftAfter(request.funds_left, offer);
  const people = offer.officers.length;
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
          <dd>{`${formatDateRange(offer.starts_on, offer.ends_on)} (${plural(offer.working_days, 'working day')})`}</dd>
        </div>
        <div>
          <dt>Officers</dt>
          <dd>
            {people < request.headcount ? `${people} of ${request.headcount} asked for` : formatPeople(people)}
            <ul className={styles.people}>
              {offer.officers.map(({ id, name, languages }) => (
                <li key={id}>{`${name}, ${languages ? languages.map(languageName).join(', ') : 'languages not known'}`}</li>
              ))}
            </ul>
          </dd>
        </div>
        {offer.speakers.map((one) => (
          <div key={one.language}>
            <dt>{`Speak ${languageName(one.language)}`}</dt>
            <dd>{speakersText(one, people)}</dd>
          </div>
        ))}
        {request.trainer_cert_required ? (
          <div>
            <dt>Certified trainers</dt>
            <dd>{certifiedText(offer.officers)}</dd>
          </div>
        ) : null}
        {offer.costs.map(({ category, amount }) => (
          <div key={category} className={styles.cost}>
            <dt>{expenseCategory(category)}</dt>
            <dd>{amount ? formatMoney(amount) : <span className="muted">not named</span>}</dd>
          </div>
        ))}
        <div>
          <dt>Package</dt>
          <dd>{offer.package_name ?? <span className="muted">none named</span>}</dd>
        </div>
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
      </footer>
    </article>
  );
}

/** What agencies offer, side by side: the same line of each on one height. */
export default function Offers({ request }: { request: Request }) {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const { data, error, refetch } = useQuery(comparisonOf(request.id));
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
  if (data.items.length === 0) {
    return (
      <Card>
        <EmptyState icon={Handshake} title="No offers yet">
          An agency that is interested names officers, dates and costs; its offer then appears here.
        </EmptyState>
      </Card>
    );
  }
  const offers = data.items;
  const find = (id: string | undefined): Offer | undefined => offers.find((one) => one.id === id);
  const rows = 4 + request.languages.length + data.categories.length + (request.trainer_cert_required ? 1 : 0);
  const open = offers.filter((offer) => offer.status === 'offered');
  const lowest = open.length > 1 ? open.reduce((best, offer) => (toCents(offer.total) < toCents(best.total) ? offer : best)) : undefined;
  const candidate = find(accepting);
  const accept = async (offer: Offer) => {
    const done = await action.run('accept', () =>
      api.POST('/api/v1/offers/{offer_id}/accept', { params: { path: { offer_id: offer.id }, header: asSeen(offer) } }),
    );
    setAccepting(undefined);
    if (!done) return;
    const accepted = queryClient.getQueryData(comparisonOf(request.id).queryKey)?.items.find((one) => one.id === offer.id)?.activity;
    toast.done(
      `Offer of ${offer.agency.name} accepted`,
      accepted ? { label: 'Open activity', onSelect: () => void navigate({ to: '/activities/$id', params: { id: accepted.id } }) } : undefined,
    );
  };
  const after = candidate ? leftAfter(request.funds_left, candidate) : undefined;

  return (
    <>
      {request.funds_left ? (
        <Notice>
          {formatMoney(request.funds_left)} is left of {formatMoney(request.funds)} set aside from {request.funding_source}.
        </Notice>
      ) : null}
      <div className={styles.offers} style={{ '--offers': Math.min(3, offers.length), '--rows': rows } as React.CSSProperties}>
        {offers.map((offer) => (
          <OfferCard
            key={offer.id}
            offer={offer}
            request={request}
            cheapest={lowest?.id === offer.id}
            onAccept={() => setAccepting(offer.id)}
            onPassOver={() => setPassing(offer.id)}
          />
        ))}
      </div>
      {action.stale}
      <ConfirmDialog
        open={candidate !== undefined}
        title={`Accept the offer of ${candidate?.agency.name ?? ''}?`}
        confirm="Accept offer"
        busy={action.busy === 'accept'}
        onClose={() => setAccepting(undefined)}
        onConfirm={() => candidate && void accept(candidate)}
      >
        {candidate ? (
          <>
            Its activity opens in planning, with {formatPeople(candidate.officers.length)} assigned. {formatMoney(candidate.total)} is
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
