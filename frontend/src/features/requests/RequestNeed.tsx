import { Link } from '@tanstack/react-router';
import { hasAction } from '@/shared/access';
import { formatDate, formatDateRange, formatDateTime, formatMoney, formatPeople, formatPercent, formatWindow, plural } from '@/shared/format';
import { languageName, modality } from '@/shared/labels';
import { Card, Facts, layout, Notice, ProgressBar, Steps, Tag, type Step } from '@/shared/ui';
import type { Request } from './queries';
import styles from './Request.module.css';
import SimilarNeeds from './SimilarNeeds';
import { UNMET_REASONS } from './unmet';

const CLOSED = new Set(['filled', 'unfilled', 'cancelled']);
const OUTCOMES: Record<string, string> = { filled: 'Filled', unfilled: 'Unfilled', cancelled: 'Cancelled' };

/** Where the need stands on its way. */
export function stepsOf(request: Pick<Request, 'status' | 'created_at' | 'submitted_at' | 'validated_at' | 'closed_at'>): Step[] {
  const { status } = request;
  const reached = CLOSED.has(status) ? 3 : ['draft', 'submitted', 'open'].indexOf(status);
  const closed = CLOSED.has(status);
  const state = (at: number): Step['state'] => (at < reached || (closed && at === 3) ? 'done' : at === reached ? 'current' : 'ahead');
  return [
    { label: 'Raised', state: state(0), note: formatDate(request.created_at) },
    { label: 'Submitted', state: state(1), note: request.submitted_at ? formatDate(request.submitted_at) : 'by the post' },
    { label: 'Open to agencies', state: state(2), note: request.validated_at ? formatDate(request.validated_at) : 'once funds are named' },
    { label: OUTCOMES[status] ?? 'Filled', state: state(3), note: request.closed_at ? formatDate(request.closed_at) : 'an offer is accepted' },
  ];
}

function Expertise({ title, items }: { title: string; items: readonly { code: string; name: string }[] }) {
  return (
    <div>
      <h3 className={styles.label}>{title}</h3>
      {items.length > 0 ? (
        <div className={styles.tags}>
          {items.map(({ code, name }) => (
            <Tag key={code}>{name}</Tag>
          ))}
        </div>
      ) : (
        <p className="muted">None named</p>
      )}
    </div>
  );
}

function Funding({ request }: { request: Request }) {
  const { funds, funds_left: left } = request;
  if (!funds) {
    return request.status === 'draft' || request.status === 'submitted' ? (
      <Card title="Funding" subtitle="Named when the request is validated">
        <p className="muted">Nothing is set aside yet.</p>
      </Card>
    ) : null;
  }
  const all = Number(funds.amount);
  const committed = all > 0 && left ? 1 - Number(left.amount) / all : 0;
  return (
    <Card title="Funding" subtitle={request.funding_source ?? undefined}>
      <p className={styles.funds}>
        <strong>{formatMoney(left)}</strong> left of {formatMoney(funds)}
      </p>
      <ProgressBar label="Share of the funds that accepted offers take" value={committed * 100} />
      <p className={styles.under}>{formatPercent(committed)} taken by accepted offers</p>
    </Card>
  );
}

const FILLS = { none: 'Nobody yet', partial: 'Met in part', full: 'Met' } as const;

function Ending({ request }: { request: Request }) {
  return request.ending_agreements.length > 0 ? (
    <Notice tone="warn">
      The work would last longer than the agreement of{' '}
      {request.ending_agreements.map(({ agency, mou, last_on: last }, index) => (
        <span key={mou.id}>
          {index > 0 ? ', ' : ''}
          {agency.name} (
          <Link to="/mous/$id" params={{ id: mou.id }}>
            {mou.reference}
          </Link>
          , to {formatDate(last)})
        </span>
      ))}
      .
    </Notice>
  ) : null;
}

export default function RequestNeed({ request }: { request: Request }) {
  const unsettled = hasAction(request, 'update') || hasAction(request, 'validate');
  return (
    <div className={layout.stack}>
      {unsettled ? (
        <SimilarNeeds
          except={request.id}
          need={{
            countries: request.countries.map(({ genc3 }) => genc3),
            post_id: request.post.id,
            expertise: [...request.required_expertise, ...request.desired_expertise].map(({ code }) => code),
            starts_on: request.starts_on,
            ends_on: request.ends_on,
          }}
        />
      ) : null}
      <Ending request={request} />
      <Card>
        <Steps label="Stages of the request" steps={stepsOf(request)} />
        {request.close_reason ? <p className={styles.reason}>Closed because: {request.close_reason}</p> : null}
      </Card>
      <div className={layout.grid}>
        <div className={`${layout.stack} ${layout.span8}`}>
          <Card title="The need">
            <p className={styles.prose}>{request.need}</p>
            <div className={styles.expertise}>
              <Expertise title="Required expertise" items={request.required_expertise} />
              <Expertise title="Desired expertise" items={request.desired_expertise} />
            </div>
          </Card>
        </div>
        <div className={`${layout.stack} ${layout.span4}`}>
          <Card title="When, where, who">
            <Facts
              items={[
                { label: 'Window', value: `${formatDateRange(request.starts_on, request.ends_on)} (${formatWindow(request.starts_on, request.ends_on)})` },
                { label: 'Officers', value: formatPeople(request.headcount) },
                {
                  label: 'Filled',
                  value: `${FILLS[request.fill]}: ${request.officers_accepted} of ${request.headcount}${request.days_to_fill === null ? '' : `, in ${plural(request.days_to_fill, 'day')}`}`,
                },
                ...(request.unmet_reason
                  ? [{ label: 'Not met because', value: UNMET_REASONS.find(({ value }) => value === request.unmet_reason)?.label ?? request.unmet_reason }]
                  : []),
                { label: 'Kind', value: modality(request.modality) },
                { label: 'Countries', value: request.countries.map(({ name }) => name).join(', ') },
                { label: 'Post', value: request.post.name },
                { label: 'Languages', value: request.languages.map(languageName).join(', ') || 'None named' },
                { label: 'Trainers', value: request.trainer_cert_required ? 'Certified trainers only' : 'No certificate needed' },
                { label: 'Changed', value: formatDateTime(request.updated_at) },
              ]}
            />
          </Card>
          <Funding request={request} />
        </div>
      </div>
    </div>
  );
}
