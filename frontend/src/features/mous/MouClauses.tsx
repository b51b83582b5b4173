import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Check, X } from 'lucide-react';
import { DateField } from '@/shared/forms/fields';
import { formatDate, formatMoney, plural } from '@/shared/format';
import { bureauName, expenseCategory, modality } from '@/shared/labels';
import { Card, ErrorState, Facts, layout, Skeleton, Tag } from '@/shared/ui';
import { CAP_PERIODS, PARAGRAPHS } from './mouForm';
import styles from './Mou.module.css';
import { termsOf, type Mou, type MouTerms } from './queries';

function Holds({ yes, children }: { yes: boolean; children: string }) {
  const Icon = yes ? Check : X;
  return (
    <li data-yes={yes}>
      <Icon size={16} aria-hidden />
      {children}
      <span className="sr-only">{yes ? ': yes' : ': no'}</span>
    </li>
  );
}

function Named({ title, subtitle, words, none }: { title: string; subtitle?: string; words: readonly string[]; none: string }) {
  return (
    <Card title={title} subtitle={subtitle}>
      {words.length > 0 ? (
        <div className={styles.tags}>
          {words.map((word) => (
            <Tag key={word}>{word}</Tag>
          ))}
        </div>
      ) : (
        <p className="muted">{none}</p>
      )}
    </Card>
  );
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** By which amendments the text is the one shown. */
function madeBy(terms: MouTerms, signed: boolean): string {
  if (!signed) return 'The text as it stands; nobody is bound by it before both have signed.';
  const by =
    terms.amendments.length === 0
      ? 'The text as it was signed'
      : `The signed text with ${terms.amendments.length === 1 ? 'amendment' : 'amendments'} ${terms.amendments.join(', ')}`;
  return terms.within_term ? `${by}.` : `${by}. The agreement is not in force on that day.`;
}

/** What the text says, clause by clause, on the day that the address names or today. */
export default function MouClausesTab({ mou }: { mou: Mou }) {
  const { on: asked } = useSearch({ strict: false }) as { on?: string };
  const navigate = useNavigate();
  const on = asked && DAY.test(asked) ? asked : undefined;
  const { data: terms, error, refetch } = useQuery({ ...termsOf(mou.id, on), placeholderData: keepPreviousData });
  const signed = mou.inl_signed_on !== null && mou.agency_signed_on !== null;
  if (error) {
    return (
      <Card>
        <ErrorState error={error} onRetry={() => void refetch()} />
      </Card>
    );
  }
  if (!terms) {
    return (
      <Card>
        <Skeleton width="60%" height={240} />
      </Card>
    );
  }
  const { clauses } = terms;
  const written = PARAGRAPHS.filter(({ name }) => clauses[name]);
  const missing = PARAGRAPHS.filter(({ name }) => !clauses[name]);
  const caps = clauses.caps ?? [];
  const contacts = clauses.contacts ?? [];
  return (
    <div className={layout.stack}>
      <Card>
        <div className={styles.asOf}>
          {signed ? (
            <DateField
              label="In force on"
              value={on ?? terms.on}
              onChange={({ target }) =>
                void navigate({
                  to: '.',
                  search: ((before: object) => ({ ...before, on: target.value || undefined })) as never,
                  replace: true,
                  resetScroll: false,
                })
              }
            />
          ) : null}
          <p role="status">{madeBy(terms, signed)}</p>
        </div>
      </Card>
      <div className={layout.grid}>
        <div className={`${layout.stack} ${layout.span8}`}>
          <Card title="Clauses" subtitle={missing.length > 0 ? `Not in the text: ${missing.map(({ label }) => label.toLowerCase()).join(', ')}` : undefined}>
            {written.length > 0 ? (
              <dl className={styles.clauses}>
                {written.map(({ name, label }) => (
                  <div key={name}>
                    <dt>{label}</dt>
                    <dd>{clauses[name]}</dd>
                  </div>
                ))}
              </dl>
            ) : (
              <p className="muted">No clause is written yet.</p>
            )}
          </Card>
          <Card title="Terms">
            <Facts
              items={[
                { label: 'Ends', value: terms.ends_on ? formatDate(terms.ends_on) : 'When one party ends it' },
                { label: 'Notice', value: plural(terms.notice_days, 'day') },
                { label: 'Places', value: [...terms.scope_bureaus.map(bureauName), ...terms.scope_countries].join(', ') || 'All countries' },
                { label: 'Expertise', value: terms.scope_expertise.join(', ') || 'All areas' },
                { label: 'Authority', value: terms.authority },
                { label: 'Purpose', value: terms.purpose },
              ]}
            />
          </Card>
        </div>
        <div className={`${layout.stack} ${layout.span4}`}>
          <Card title="What holds">
            <ul className={styles.holds}>
              <Holds yes={clauses.voluntary ?? true}>Taking part is voluntary</Holds>
              <Holds yes={clauses.no_obligation_of_funds ?? true}>Obligates no funds</Holds>
              <Holds yes={clauses.salary_reimbursable ?? false}>Salaries can be repaid</Holds>
            </ul>
          </Card>
          <Named title="Kinds of assistance" words={(clauses.modalities ?? []).map(modality)} none="All kinds" />
          <Named
            title="What can be repaid"
            subtitle="Where an instrument with money says so too"
            words={(clauses.reimbursable_categories ?? []).map(expenseCategory)}
            none="Nothing is named."
          />
          {caps.length > 0 ? (
            <Card title="Caps" subtitle="The most that is repaid">
              <Facts
                items={caps.map(({ category, amount, per }) => ({
                  label: category ? expenseCategory(category) : 'All costs',
                  value: `${formatMoney({ amount: amount.amount, currency: 'USD' })} for ${CAP_PERIODS.find(({ value }) => value === per)?.label ?? per}`,
                }))}
              />
            </Card>
          ) : null}
          {contacts.length > 0 ? (
            <Card title="Contacts">
              <ul className={styles.contacts}>
                {contacts.map(({ party, name, email }) => (
                  <li key={`${party}${name}`}>
                    <strong>{name}</strong>
                    <span className="muted">{party === 'inl' ? 'INL' : 'Agency'}</span>
                    {email ? <a href={`mailto:${email}`}>{email}</a> : null}
                  </li>
                ))}
              </ul>
            </Card>
          ) : null}
        </div>
      </div>
    </div>
  );
}
