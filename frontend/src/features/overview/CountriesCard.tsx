import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Earth } from 'lucide-react';
import { compactMoney, formatCount } from '@/shared/format';
import { Card, EmptyState, ErrorState, ProgressBar, Segmented, WorldMap } from '@/shared/ui';
import styles from './Overview.module.css';
import { countryFigures, type CountryFigures } from './queries';

interface Measure {
  value: string;
  label: string;
  noun: string;
  of: (country: CountryFigures) => number;
  format: (value: number) => string;
}

const dollars = (value: number) => compactMoney({ amount: value.toFixed(2), currency: 'USD' });

const MEASURES: readonly [Measure, ...Measure[]] = [
  { value: 'activities', label: 'Activities', noun: 'activities', of: (country) => country.activities, format: formatCount },
  { value: 'requests', label: 'Open requests', noun: 'open requests', of: (country) => country.open_requests, format: formatCount },
  // For shades of the map only; the exact amount is in the reports.
  { value: 'reimbursed', label: 'Repaid', noun: 'repaid', of: (country) => Number(country.reimbursed.amount), format: dollars },
];

interface CountriesCardProps {
  /** As in the address. */
  year: number | undefined;
  yearName: string;
  measure: string | undefined;
  onMeasure: (measure: string | undefined) => void;
  className?: string | undefined;
}

/** Where the work is, on the map and as the five countries with most of it. */
export default function CountriesCard({ year, yearName, measure, onMeasure, className }: CountriesCardProps) {
  const navigate = useNavigate();
  const { data, error, refetch } = useQuery(countryFigures(year));
  const shown = MEASURES.find(({ value }) => value === measure) ?? MEASURES[0];
  const countries = (data?.items ?? []).map((country) => ({ code: country.genc3, name: country.name, value: shown.of(country), id: country.id }));
  const ranked = countries.filter(({ value }) => value > 0).toSorted((a, b) => b.value - a.value);
  const open = (id: string) => void navigate({ to: '/countries/$id', params: { id } });
  return (
    <Card
      title="Where partners work"
      subtitle={`${yearName}. Stronger color means more; dots mark small states`}
      className={className}
      body="flush"
    >
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {error ? null : (
        <div className={styles.map}>
          <Segmented
            label="What the map shows"
            tabs={MEASURES.map(({ value, label }) => ({ value, label }))}
            value={shown.value}
            onChange={(next) => onMeasure(next === MEASURES[0].value ? undefined : next)}
          />
          <WorldMap
            label={`${shown.label} by country, ${yearName}`}
            data={countries}
            noun={shown.noun}
            format={shown.format}
            onOpen={(code) => {
              const id = countries.find((country) => country.code === code)?.id;
              if (id) open(id);
            }}
          />
        </div>
      )}
      {data || error ? null : <div className={styles.topWaiting} />}
      {ranked.length > 0 ? (
        <ol className={styles.top} aria-label={`Most ${shown.noun}`}>
          {ranked.slice(0, 5).map(({ id, name, value }) => (
            <li key={id}>
              <button type="button" onClick={() => open(id)}>
                {name}
              </button>
              <strong>{shown.format(value)}</strong>
              <ProgressBar label={`${name}, share of the largest`} value={value} max={ranked[0]?.value ?? 1} />
            </li>
          ))}
        </ol>
      ) : null}
      {data && ranked.length === 0 ? (
        <EmptyState compact icon={Earth} title={'No country to show'}>
          Choose another year or another measure.
        </EmptyState>
      ) : null}
    </Card>
  );
}
