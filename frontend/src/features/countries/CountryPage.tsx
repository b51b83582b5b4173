import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { BadgeDollarSign, Building2, Landmark } from 'lucide-react';
import { useCan } from '@/shared/access';
import { formatCount, formatMoney } from '@/shared/format';
import { ButtonLink, Card, EmptyState, ErrorState, Facts, FigureCard, layout, PageHeader, Skeleton, STATUSES, Tags } from '@/shared/ui';
import styles from './Country.module.css';
import { countryDetail, countryRates } from './queries';

const SHOWN_PLACES = 12;

const today = () => new Date().toISOString().slice(0, 10);

function Rates({ genc3 }: { genc3: string }) {
  const { data, error, isPending, refetch } = useQuery(countryRates(genc3, today()));
  return (
    <Card
      title="Per diem"
      subtitle="In force today, per night and day"
      body="flush"
      actions={
        <ButtonLink size="sm" variant="ghost" to="/rates" search={{ country: genc3 } as never}>
          {data && data.items.length > SHOWN_PLACES ? `All ${data.items.length} places` : 'Another day'}
        </ButtonLink>
      }
    >
      {error ? <ErrorState compact error={error} onRetry={() => void refetch()} /> : null}
      {isPending ? <Skeleton height={120} /> : null}
      {data?.items.length === 0 ? (
        <EmptyState compact icon={BadgeDollarSign} title="No rate in force">
          The finance reviewer adds rates as they are published.
        </EmptyState>
      ) : null}
      {data && data.items.length > 0 ? (
        <table className={styles.rates}>
          <caption className="sr-only">Per diem by place</caption>
          <thead>
            <tr>
              <th scope="col">Place</th>
              <th scope="col">Lodging</th>
              <th scope="col">M&amp;IE</th>
            </tr>
          </thead>
          <tbody>
            {data.items.slice(0, SHOWN_PLACES).map((rate) => (
              <tr key={rate.id}>
                <th scope="row">{rate.location}</th>
                <td>{formatMoney(rate.lodging)}</td>
                <td>{formatMoney(rate.mie)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
    </Card>
  );
}

/** The brief of a country: what the programme does there, who, through which post, at which rates. */
export function CountryPage() {
  const { id = '' } = useParams({ strict: false });
  const can = useCan();
  const { data: country, error, refetch } = useQuery(countryDetail(id));
  if (error) {
    return (
      <>
        <PageHeader title="Country" />
        <Card>
          <ErrorState error={error} onRetry={() => void refetch()} />
        </Card>
      </>
    );
  }
  const figures = country?.figures;
  const byStatus = figures?.activities_by_status ?? {};
  const count = (...states: string[]) => states.reduce((sum, state) => sum + (byStatus[state] ?? 0), 0);
  const others = country?.aliases.filter((alias) => alias !== country.name) ?? [];
  const words = STATUSES.activity as Record<string, { word: string }>;
  return (
    <>
      <PageHeader title={country?.name} subtitle={country ? `${country.bureau_name} · ${country.genc3}` : undefined} />
      {country && figures ? (
        <div className={layout.stack}>
          <FigureCard
            label="Engagement"
            figures={[
              { label: 'Activities under way', value: formatCount(count('authorized', 'active', 'suspended')) },
              { label: 'Being prepared', value: formatCount(count('planning', 'readying')) },
              { label: 'Completed', value: formatCount(count('completed', 'closed')) },
              { label: 'Open requests', value: formatCount(figures.open_requests), note: figures.open_requests === null ? 'not yours to see' : undefined },
            ]}
          />
          <div className={layout.grid}>
            <div className={`${layout.stack} ${layout.span8}`}>
              <Card title="Agencies at work there" subtitle="With an authorized, active or suspended activity">
                {figures.active_agencies.length > 0 ? (
                  <ul className={styles.links}>
                    {figures.active_agencies.map((agency) => (
                      <li key={agency.id}>
                        <Building2 size={16} aria-hidden />
                        <Link to="/agencies/$id" params={{ id: agency.id }}>
                          {agency.name}
                        </Link>
                      </li>
                    ))}
                  </ul>
                ) : (
                  <EmptyState compact icon={Building2} title="None at the moment">
                    Agencies appear here once an activity in {country.name} is authorized.
                  </EmptyState>
                )}
              </Card>
              {Object.keys(byStatus).length > 0 ? (
                <Card title="Activities by state">
                  <Facts items={Object.entries(byStatus).map(([state, number]) => ({ label: words[state]?.word ?? state, value: formatCount(number) }))} />
                </Card>
              ) : null}
              {can('rates:read') ? <Rates genc3={country.genc3} /> : null}
            </div>
            <div className={`${layout.stack} ${layout.span4}`}>
              <Card title="Post" subtitle="The embassy’s INL section speaks for the country">
                {country.posts.length > 0 ? (
                  <ul className={styles.links}>
                    {country.posts.map((post) => (
                      <li key={post.id}>
                        <Landmark size={16} aria-hidden />
                        {post.name}
                      </li>
                    ))}
                  </ul>
                ) : (
                  <p className="muted">No post is recorded.</p>
                )}
              </Card>
              <Card title="Reference">
                <Facts
                  items={[
                    { label: 'Capital', value: country.capital ?? '—' },
                    { label: 'GENC', value: `${country.genc3} · ${country.genc2}` },
                    { label: 'Bureau', value: country.bureau_name },
                    { label: 'Also called', value: others.length > 0 ? <Tags items={others} max={6} /> : '—' },
                  ]}
                />
              </Card>
            </div>
          </div>
        </div>
      ) : (
        <Card>
          <Skeleton height={240} />
        </Card>
      )}
    </>
  );
}
