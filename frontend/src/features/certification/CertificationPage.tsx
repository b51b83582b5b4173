import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { ChevronLeft, FileCheck2, FileText } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { hasAction } from '@/shared/access';
import { formatDate, formatMoney, formatRelativeDays, plural } from '@/shared/format';
import { regimeName } from '@/shared/labels';
import { Button, ButtonAnchor, ButtonLink, Card, ErrorState, Facts, FigureCard, layout, Notice, PageHeader, Skeleton, StatusPill } from '@/shared/ui';
import { certificationOf, claimToCertify, clockOf, type Certification } from './queries';

const CertifyDialog = lazy(() => import('./CertifyDialog'));

const DUTIES: Record<Certification['hands'][number]['duty'], string> = {
  preparer: 'Prepared by',
  program_reviewer: 'Endorsed by',
  finance_reviewer: 'Decided by',
  certifier: 'Certified by',
  obligation_approver: 'Obligation approved by',
};

function Funds({ certification: { obligation } }: { certification: Certification }) {
  return (
    <Card title="Funds" subtitle="The obligation that pays this claim">
      <Facts
        items={[
          {
            label: 'Obligation',
            value: (
              <Link to="/obligations/$id" params={{ id: obligation.id }} className="num">
                {obligation.reference}
              </Link>
            ),
          },
          { label: 'Fund', value: obligation.fund },
          { label: 'Status', value: <StatusPill kind="obligation" status={obligation.status} /> },
          { label: 'Available to', value: formatDate(obligation.available_to) },
          { label: 'Cancels', value: formatDate(obligation.cancels_on) },
          { label: 'Unliquidated', value: formatMoney(obligation.unliquidated) },
          { label: 'Promised to others', value: formatMoney(obligation.promised) },
          { label: 'Left', value: formatMoney(obligation.left) },
        ]}
      />
    </Card>
  );
}

function Clock({ id }: { id: string }) {
  const { data: clock, error, refetch } = useQuery(clockOf(id));
  return (
    <Card title="Payment clock" subtitle={clock ? regimeName(clock.regime) : 'When it is to be paid'}>
      {error ? <ErrorState compact error={error} onRetry={() => void refetch()} /> : null}
      {!error && !clock ? <Skeleton width="80%" height={90} /> : null}
      {clock ? (
        <Facts
          items={[
            { label: 'Due', value: clock.due_on ? `${formatDate(clock.due_on)}, ${formatRelativeDays(clock.due_on)}` : '—' },
            { label: 'Late', value: clock.days_late > 0 ? plural(clock.days_late, 'day') : 'No' },
            { label: clock.charge === 'late_fee' ? 'Late fee so far' : 'Interest so far', value: clock.accrued ? formatMoney(clock.accrued) : 'No rate is published yet' },
            ...(clock.per_day ? [{ label: 'Each late day', value: formatMoney(clock.per_day) }] : []),
            { label: 'Rule', value: clock.rule },
            ...(clock.formula ? [{ label: 'Formula', value: clock.formula }] : []),
          ]}
        />
      ) : null}
    </Card>
  );
}

/** Whatever certifying hangs on: money, time, the four people, and the words that are certified. */
export function CertificationPage() {
  const { id = '' } = useParams({ strict: false });
  const { data, error, refetch } = useQuery(certificationOf(id));
  const { data: claim } = useQuery(claimToCertify(id));
  const [open, setOpen] = useState(false);
  if (error) {
    return (
      <>
        <PageHeader title="Certification" />
        <Card>
          <ErrorState error={error} onRetry={() => void refetch()} />
        </Card>
      </>
    );
  }
  const ready = data !== undefined && data.problems.length === 0 && claim !== undefined && hasAction(claim.data, 'certify');
  return (
    <>
      <PageHeader
        title={data?.claim.reference}
        subtitle={data ? <StatusPill kind="claim" status={data.status} /> : undefined}
        actions={
          <>
            <ButtonLink to="/certification" icon={ChevronLeft}>
              All to certify
            </ButtonLink>
            <ButtonLink to="/claims/$id" params={{ id }}>
              Open claim
            </ButtonLink>
            <ButtonAnchor href={`/api/v1/claims/${id}/voucher`} target="_blank" rel="noopener" icon={FileText}>
              Voucher (PDF)
            </ButtonAnchor>
            {ready ? (
              <Button variant="primary" icon={FileCheck2} onClick={() => setOpen(true)}>
                Certify for payment
              </Button>
            ) : null}
          </>
        }
      />
      {data ? (
        <div className={layout.stack}>
          {data.problems.map(({ code, message }) => (
            <Notice key={code} tone="warn">
              {message}
            </Notice>
          ))}
          <FigureCard
            label="What is certified"
            figures={[
              { label: 'Approved', value: formatMoney(data.approved) },
              { label: 'Disallowed', value: formatMoney(data.disallowed) },
              { label: 'Left of the funds', value: formatMoney(data.obligation.left), note: 'before this claim' },
            ]}
          />
          <div className={layout.grid}>
            <div className={layout.span8}>
              <div className={layout.stack}>
                <Card title="Statement" subtitle={data.source}>
                  <p>{data.statement}</p>
                </Card>
                <Card title="Hands on this claim" subtitle="Four different people: nobody does two of these duties">
                  <Facts items={data.hands.map(({ duty, person }) => ({ label: DUTIES[duty], value: person?.name ?? 'Nobody yet' }))} />
                </Card>
                {data.problems.length > 0 ? (
                  <Card title="Instead of certifying">
                    <p>{data.advice}</p>
                  </Card>
                ) : null}
              </div>
            </div>
            <div className={layout.span4}>
              <div className={layout.stack}>
                <Funds certification={data} />
                <Clock id={id} />
              </div>
            </div>
          </div>
        </div>
      ) : (
        <Card>
          <Skeleton width="40%" height={320} />
        </Card>
      )}
      {open && data && claim ? (
        <Suspense>
          <CertifyDialog claim={claim} certification={data} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
