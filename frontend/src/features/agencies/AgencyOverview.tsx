import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ExternalLink, Mail, Phone, ShieldPlus, UserPlus } from 'lucide-react';
import { useCan } from '@/shared/access';
import { formatCount, formatDate, formatDateTime, formatRelativeDays } from '@/shared/format';
import { Avatar, Button, Card, EmptyState, Facts, FigureCard, layout, Skeleton, StatusPill, Tag } from '@/shared/ui';
import styles from './Agency.module.css';
import { agencyContacts, agencyExpertise, agencyStanding, type Agency, type Contact } from './queries';

/** Whom to call first. */
function PrimaryContact({ agency, goTo }: { agency: Agency; goTo: (tab: string) => void }) {
  const { data, isPending } = useQuery(agencyContacts(agency.id));
  const contact: Contact | undefined = data?.find(({ is_primary }) => is_primary) ?? data?.[0];
  return (
    <Card
      title="Liaison"
      actions={
        <Button size="sm" variant="ghost" onClick={() => goTo('contacts')}>
          All contacts
        </Button>
      }
    >
      {isPending ? <Skeleton height={72} /> : null}
      {contact ? (
        <>
          <div className={styles.person}>
            <Avatar name={contact.name} size={36} />
            <div>
              <strong>{contact.name}</strong>
              <span className="muted">{contact.title ?? 'No title recorded'}</span>
            </div>
          </div>
          <ul className={styles.reach}>
            {contact.email ? (
              <li>
                <Mail size={16} aria-hidden />
                <a href={`mailto:${contact.email}`}>{contact.email}</a>
              </li>
            ) : null}
            {contact.phone ? (
              <li>
                <Phone size={16} aria-hidden />
                <a href={`tel:${contact.phone}`}>{contact.phone}</a>
              </li>
            ) : null}
          </ul>
        </>
      ) : null}
      {data && !contact ? (
        <EmptyState compact icon={UserPlus} title="No contact yet" action={<Button onClick={() => goTo('contacts')}>Go to contacts</Button>}>
          Requests go to the primary contact of the agency.
        </EmptyState>
      ) : null}
    </Card>
  );
}

function Agreement({ agency }: { agency: Agency }) {
  const { data } = useQuery(agencyStanding(agency.id));
  return (
    <Card title="Agreement" subtitle="The memorandum of understanding that counts now">
      {data === undefined ? (
        <Skeleton width="50%" height={24} />
      ) : (
        <p className={styles.agreement}>
          <StatusPill kind="mou" status={data?.mou_status ?? 'none'} />
          {data?.mou_ends_on ? (
            <span>
              {`Ends ${formatDate(data.mou_ends_on)} `}
              <span className="muted">({formatRelativeDays(data.mou_ends_on)})</span>
            </span>
          ) : (
            <span className="muted">
              {data?.mou_status ? 'Its end is set when it is signed.' : 'An activity can be planned once a memorandum is in force.'}
            </span>
          )}
        </p>
      )}
    </Card>
  );
}

function ExpertiseCard({ agency, goTo }: { agency: Agency; goTo: (tab: string) => void }) {
  const { data, isPending } = useQuery(agencyExpertise(agency.id));
  return (
    <Card
      title="Expertise"
      subtitle="Verified from credentials; used to rank agencies for requests"
      actions={
        data && data.length > 0 ? (
          <Button size="sm" variant="ghost" onClick={() => goTo('expertise')}>
            Levels and evidence
          </Button>
        ) : undefined
      }
    >
      {isPending ? <Skeleton height={28} /> : null}
      {data && data.length > 0 ? (
        <div className={styles.tags}>
          {data.map(({ code, name }) => (
            <Tag key={code}>{name}</Tag>
          ))}
        </div>
      ) : null}
      {data?.length === 0 ? (
        <EmptyState compact icon={ShieldPlus} title="Nothing verified yet" action={<Button onClick={() => goTo('expertise')}>Go to expertise</Button>}>
          Without verified expertise the agency is not proposed for requests.
        </EmptyState>
      ) : null}
    </Card>
  );
}

const limit = (value: number | null) => (value === null ? 'No limit' : formatCount(value));

export default function AgencyOverview({ agency, goTo }: { agency: Agency; goTo: (tab: string) => void }) {
  const can = useCan();
  return (
    <div className={layout.stack}>
      <FigureCard
        label="Size and capacity"
        figures={[
          { label: 'Sworn officers', value: formatCount(agency.sworn_officers), note: agency.employees === null ? 'Not reported' : `of ${formatCount(agency.employees)} employees` },
          { label: 'Population served', value: formatCount(agency.population), note: agency.county ?? agency.state },
          { label: 'Officers it would send', value: limit(agency.max_officers), note: 'at one time, set by the agency' },
          { label: 'Days it would give', value: limit(agency.max_days_per_year), note: 'officer-days per year, set by the agency' },
        ]}
      />
      <div className={layout.grid}>
        <div className={`${layout.stack} ${layout.span8}`}>
          <Agreement agency={agency} />
          <ExpertiseCard agency={agency} goTo={goTo} />
          <Card title="Identity" subtitle="How other systems know the agency">
            <Facts
              items={[
                { label: 'Legal name', value: agency.legal_name },
                { label: 'Address', value: [agency.city, agency.county, agency.state, agency.zip].filter(Boolean).join(', ') },
                { label: 'FBI identifiers', value: agency.ori_codes.length > 0 ? <span className={styles.mono}>{agency.ori_codes.join('  ')}</span> : '—' },
                { label: 'UEI', value: agency.uei ? <span className={styles.mono}>{agency.uei}</span> : 'Not registered in SAM.gov' },
                { label: 'FBI type', value: agency.fbi_type ?? '—' },
                { label: 'Reported to the FBI', value: agency.years_reported_last_10 === null ? '—' : `${agency.years_reported_last_10} of the last 10 years` },
                { label: 'Last asked', value: agency.last_asked_at ? formatDateTime(agency.last_asked_at) : 'Not asked yet' },
                ...(can('instruments:read')
                  ? [
                      {
                        label: 'Instruments',
                        value: (
                          <Link to="/instruments" search={{ agency_id: [agency.id] } as never}>
                            Contracts, grants and orders
                          </Link>
                        ),
                      },
                    ]
                  : []),
                { label: 'Changed', value: formatDateTime(agency.updated_at) },
              ]}
            />
          </Card>
        </div>
        <div className={`${layout.stack} ${layout.span4}`}>
          <PrimaryContact agency={agency} goTo={goTo} />
          {agency.website ? (
            <Card title="On the web">
              <ul className={styles.reach}>
                <li>
                  <ExternalLink size={16} aria-hidden />
                  <a href={agency.website} target="_blank" rel="noreferrer">
                    {agency.website.replace(/^https?:\/\//, '').replace(/\/$/, '')}
                    <span className="sr-only"> (opens a new tab)</span>
                  </a>
                </li>
              </ul>
            </Card>
          ) : null}
        </div>
      </div>
    </div>
  );
}
