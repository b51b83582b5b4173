import { Check, X } from 'lucide-react';
import { expenseCategory } from '@/shared/labels';
import { Card, layout, Tag } from '@/shared/ui';
import styles from './Mou.module.css';
import { PARAGRAPHS } from './mouForm';
import type { MouClauses } from './queries';

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

/** What the text says, clause by clause. */
export default function MouClausesTab({ clauses }: { clauses: MouClauses }) {
  const written = PARAGRAPHS.filter(({ name }) => clauses[name]);
  const missing = PARAGRAPHS.filter(({ name }) => !clauses[name]);
  const categories = clauses.reimbursable_categories ?? [];
  const contacts = clauses.contacts ?? [];
  return (
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
      </div>
      <div className={`${layout.stack} ${layout.span4}`}>
        <Card title="What holds">
          <ul className={styles.holds}>
            <Holds yes={clauses.voluntary ?? true}>Taking part is voluntary</Holds>
            <Holds yes={clauses.no_obligation_of_funds ?? true}>Obligates no funds</Holds>
            <Holds yes={clauses.salary_reimbursable ?? false}>Salaries can be repaid</Holds>
          </ul>
        </Card>
        <Card title="What can be repaid" subtitle="Where an instrument with money says so too">
          {categories.length > 0 ? (
            <div className={styles.tags}>
              {categories.map((category) => (
                <Tag key={category}>{expenseCategory(category)}</Tag>
              ))}
            </div>
          ) : (
            <p className="muted">Nothing is named.</p>
          )}
        </Card>
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
  );
}
