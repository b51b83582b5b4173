import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { Building2, FileSignature, Trash2 } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { hasAction, useCan } from '@/shared/access';
import { useAction } from '@/shared/actions';
import { api, ifMatch, type Versioned } from '@/shared/api';
import { formatDate, formatDateRange, formatDateTime, formatMoney } from '@/shared/format';
import { instrumentKind, regimeName, travelBasis } from '@/shared/labels';
import { Button, ButtonLink, Card, ConfirmDialog, ErrorState, Facts, FigureCard, layout, Notice, PageHeader, Skeleton } from '@/shared/ui';
import { instrumentDetail, refreshInstruments, type Instrument } from './queries';
import { SignedPill } from './SignedPill';

const SignDialog = lazy(() => import('./SignDialog'));

function Actions({ instrument }: { instrument: Versioned<Instrument> }) {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const [open, setOpen] = useState<'sign' | 'delete'>();
  const action = useAction(async () => queryClient.invalidateQueries({ queryKey: ['instruments', 'list'] }));
  const { data, etag } = instrument;
  const remove = async () => {
    const done = await action.run(
      'delete',
      () => api.DELETE('/api/v1/instruments/{instrument_id}', { params: { path: { instrument_id: data.id }, header: ifMatch(etag) } }),
      `Draft ${data.number} deleted`,
    );
    setOpen(undefined);
    if (done) await navigate({ to: '/instruments' });
    else await refreshInstruments(queryClient);
  };
  return (
    <>
      {hasAction(data, 'delete') ? (
        <Button icon={Trash2} onClick={() => setOpen('delete')}>
          Delete draft
        </Button>
      ) : null}
      {hasAction(data, 'sign') ? (
        <Button variant="primary" icon={FileSignature} onClick={() => setOpen('sign')}>
          Sign
        </Button>
      ) : null}
      <ConfirmDialog
        open={open === 'delete'}
        danger
        title={`Delete draft ${data.number}?`}
        confirm="Delete draft"
        busy={action.busy === 'delete'}
        onClose={() => setOpen(undefined)}
        onConfirm={() => void remove()}
      >
        Only drafts can be deleted. Its history stays.
      </ConfirmDialog>
      {action.stale}
      {open === 'sign' ? (
        <Suspense>
          <SignDialog instrument={instrument} onClose={() => setOpen(undefined)} />
        </Suspense>
      ) : null}
    </>
  );
}

function Body({ instrument }: { instrument: Instrument }) {
  const can = useCan();
  const seesMoney = can('obligations:read');
  return (
    <div className={layout.stack}>
      {instrument.signed_at ? null : <Notice>Not signed yet: no money can be obligated under it, and no activity can get ready.</Notice>}
      <FigureCard
        label="Money"
        figures={[
          { label: 'Ceiling', value: formatMoney(instrument.ceiling) },
          ...(seesMoney
            ? [
                { label: 'Obligated', value: formatMoney(instrument.obligated) },
                { label: 'Left to pay', value: formatMoney(instrument.unliquidated) },
              ]
            : []),
        ]}
      />
      <div className={layout.grid}>
        <Card title="Terms" subtitle="What it pays, and for which days" className={layout.span8}>
          <Facts
            items={[
              { label: 'Kind', value: instrumentKind(instrument.kind) },
              { label: 'Paid by', value: regimeName(instrument.regime) },
              { label: 'Performance', value: formatDateRange(instrument.performance_starts_on, instrument.performance_ends_on) },
              { label: 'Travel is paid by', value: travelBasis(instrument.travel_basis) },
              { label: 'Salary', value: instrument.salary_reimbursable ? 'Can be reimbursed' : 'Not reimbursed' },
              {
                label: 'Memorandum',
                value: instrument.mou ? (
                  <Link to="/mous/$id" params={{ id: instrument.mou.id }}>
                    {instrument.mou.reference}
                  </Link>
                ) : (
                  'None'
                ),
              },
              { label: 'Signed', value: instrument.signed_at ? formatDate(instrument.signed_at) : 'Not yet' },
              { label: 'Changed', value: formatDateTime(instrument.updated_at) },
            ]}
          />
        </Card>
        <Card title="Accounting data" subtitle="As the financial system writes it" className={layout.span4}>
          {instrument.fiscal_strips.length === 0 ? <p className="muted">None recorded.</p> : null}
          {instrument.fiscal_strips.map((strip) => (
            <p key={`${strip.appropriation}${strip.allotment}${strip.organization}${strip.object_class}`} className="num">
              {[strip.appropriation, strip.allotment, strip.organization, strip.object_class].filter(Boolean).join(' / ')}
            </p>
          ))}
        </Card>
      </div>
    </div>
  );
}

/** One instrument: its terms and what was set aside under it. */
export function InstrumentPage() {
  const { id = '' } = useParams({ strict: false });
  const can = useCan();
  const { data: instrument, error, refetch } = useQuery(instrumentDetail(id));
  if (error) {
    return (
      <>
        <PageHeader title="Instrument" />
        <Card>
          <ErrorState error={error} onRetry={() => void refetch()} />
        </Card>
      </>
    );
  }
  const record = instrument?.data;
  return (
    <>
      <PageHeader
        title={record?.number}
        subtitle={
          record ? (
            <>
              <SignedPill signedAt={record.signed_at} />
              <Link to="/agencies/$id" params={{ id: record.agency.id }} className={layout.inline}>
                <Building2 size={15} aria-hidden />
                {record.agency.name}
              </Link>
            </>
          ) : undefined
        }
        actions={
          instrument ? (
            <>
              {can('obligations:read') ? (
                <ButtonLink to="/obligations" search={{ instrument_id: [instrument.data.id] } as never}>
                  Its obligations
                </ButtonLink>
              ) : null}
              <Actions instrument={instrument} />
            </>
          ) : undefined
        }
      />
      {record ? (
        <Body instrument={record} />
      ) : (
        <Card>
          <Skeleton width="40%" height={200} />
        </Card>
      )}
    </>
  );
}
