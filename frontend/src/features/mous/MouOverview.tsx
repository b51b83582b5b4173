import { CircleCheck, CircleDashed } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { formatDate, formatDateTime, formatRelativeDays, plural } from '@/shared/format';
import { bureauName } from '@/shared/labels';
import { useCountryOptions, useExpertiseOptions } from '@/shared/reference';
import { Card, Facts, layout, Steps, Tag, type Step } from '@/shared/ui';
import styles from './Mou.module.css';
import type { Mou } from './queries';
import { elapsed, placeOn } from './term';

const MouComments = lazy(() => import('./MouComments'));

const WAY = ['draft', 'negotiation', 'clearance', 'signing'];
const LAST: Record<string, string> = {
  active: 'In force',
  suspended: 'Suspended',
  terminating: 'Ending',
  terminated: 'Ended',
  expired: 'Expired',
};

/** The way of a text into force. */
export function stepsOf(mou: Pick<Mou, 'status' | 'effective_on' | 'agency_concurred_at' | 'created_at' | 'inl_signed_on' | 'agency_signed_on'>): Step[] {
  const at = WAY.includes(mou.status) ? WAY.indexOf(mou.status) : WAY.length;
  const state = (step: number): Step['state'] => (step < at ? 'done' : step === at ? 'current' : 'ahead');
  const signed = [mou.inl_signed_on, mou.agency_signed_on].filter(Boolean).length;
  return [
    { label: 'Draft', state: state(0), note: formatDate(mou.created_at) },
    { label: 'Negotiation', state: state(1), note: mou.agency_concurred_at ? `agency concurred ${formatDate(mou.agency_concurred_at)}` : 'the agency concurs' },
    { label: 'Clearance', state: state(2), note: 'legal clearance on file' },
    { label: 'Signing', state: state(3), note: `${signed} of 2 signatures` },
    { label: LAST[mou.status] ?? 'In force', state: state(4), note: mou.effective_on ? `from ${formatDate(mou.effective_on)}` : 'on its first day' },
  ];
}

/** The ledger of what was asked about renewal, or the days on which it will be. */
function Prompts({ mou }: { mou: Mou }) {
  const asked = mou.prompts.map(({ days_before: days, due_at: due, sent_at: sent, superseded_at: passed }) => ({
    key: days,
    text: `${days} days before: ${sent ? `sent ${formatDate(sent)}` : passed ? 'left out, a later one was sent' : `due ${formatDate(due)}`}`,
  }));
  const planned = mou.renewal_prompts.map((day) => ({ key: day, text: `Asked about on ${formatDate(day)}` }));
  const shown = asked.length > 0 ? asked : planned;
  return shown.length > 0 ? (
    <ul className={styles.prompts} aria-label="Reminders of renewal">
      {shown.map(({ key, text }) => (
        <li key={key}>{text}</li>
      ))}
    </ul>
  ) : null;
}

function Term({ mou }: { mou: Mou }) {
  const share = elapsed(mou);
  const ends = mou.ends_on;
  return (
    <Card title="Term" subtitle={`${plural(mou.notice_days, 'day')} of notice by either party`}>
      {share === undefined ? (
        <p className={styles.text}>
          {mou.effective_on ? `In force from ${formatDate(mou.effective_on)}` : 'Starts with the second signature'}
          {ends ? `, until ${formatDate(ends)}.` : ', until one party ends it.'}
        </p>
      ) : (
        <>
          <div
            className={styles.term}
            role="img"
            aria-label={`From ${formatDate(mou.effective_on)} to ${formatDate(ends)}; ${Math.round(share * 100)}% of the term is over.`}
          >
            <span style={{ width: `${share * 100}%` }} />
            {mou.renewal_prompts.map((day) => (
              <i key={day} style={{ insetInlineStart: `${(placeOn(mou, day) ?? 0) * 100}%` }} title={`Ask about renewal: ${formatDate(day)}`} />
            ))}
            <b style={{ insetInlineStart: `${share * 100}%` }} />
          </div>
          <p className={styles.ends}>
            <span>From {formatDate(mou.effective_on)}</span>
            <span>{`Ends ${formatDate(ends)}, ${ends ? formatRelativeDays(ends) : ''}`}</span>
          </p>
          <Prompts mou={mou} />
        </>
      )}
    </Card>
  );
}

function Scope({ title, words, all }: { title: string; words: readonly string[]; all: string }) {
  return (
    <div>
      <h3 className={styles.label}>{title}</h3>
      {words.length > 0 ? (
        <div className={styles.tags}>
          {words.map((word) => (
            <Tag key={word}>{word}</Tag>
          ))}
        </div>
      ) : (
        <p className="muted">{all}</p>
      )}
    </div>
  );
}

function Signature({ who, on }: { who: string; on: string | null }) {
  const Icon = on ? CircleCheck : CircleDashed;
  return (
    <li data-signed={on !== null}>
      <Icon size={18} aria-hidden />
      <div>
        <strong>{who}</strong>
        <span>{on ? `signed ${formatDate(on)}` : 'has not signed'}</span>
      </div>
    </li>
  );
}

const named =
  (options: readonly { value: string; label: string }[]) =>
  (code: string): string =>
    options.find(({ value }) => value === code)?.label ?? code;

export default function MouOverview({ mou }: { mou: Mou }) {
  const countries = useCountryOptions();
  const expertise = useExpertiseOptions();
  return (
    <div className={layout.stack}>
      <Card>
        <Steps label="The way into force" steps={stepsOf(mou)} />
      </Card>
      <div className={layout.grid}>
        <div className={`${layout.stack} ${layout.span8}`}>
          <Term mou={mou} />
          <Suspense>
            <MouComments mou={mou} />
          </Suspense>
          <Card title="Purpose">
            <p className={styles.text}>{mou.purpose}</p>
          </Card>
          <Card title="Scope" subtitle="What is not limited here is covered as a whole">
            <div className={styles.scope}>
              <Scope
                title="Places"
                words={[...mou.scope_bureaus.map(bureauName), ...mou.scope_countries.map(named(countries))]}
                all="All countries"
              />
              <Scope title="Expertise" words={mou.scope_expertise.map(named(expertise))} all="All areas" />
            </div>
          </Card>
        </div>
        <div className={`${layout.stack} ${layout.span4}`}>
          <Card title="Signatures">
            <ul className={styles.signatures}>
              <Signature who="INL" on={mou.inl_signed_on} />
              <Signature who={mou.agency.name} on={mou.agency_signed_on} />
            </ul>
          </Card>
          <Card title="Facts">
            <Facts
              items={[
                { label: 'Number', value: mou.number },
                { label: 'Authority', value: mou.authority },
                { label: 'Concurred', value: mou.agency_concurred_at ? formatDateTime(mou.agency_concurred_at) : 'Not yet' },
                { label: 'Amendments', value: mou.amendments === 0 ? 'None' : String(mou.amendments) },
                { label: 'Changed', value: formatDateTime(mou.updated_at) },
              ]}
            />
          </Card>
        </div>
      </div>
    </div>
  );
}
