import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { useCan, useMe } from '@/shared/access';
import { compactMoney, fiscalYearName, formatCount, formatMoney, formatPercent, plural } from '@/shared/format';
import { FigureCard, ProgressBar, Skeleton, type Figure } from '@/shared/ui';
import styles from './Overview.module.css';
import { overviewFigures, type Overview } from './queries';

/** "↑ 4 since FY26": against the year before. */
function Change({ now, before, year }: { now: number; before: number | undefined; year: number }) {
  if (before === undefined) return <>&nbsp;</>;
  const since = fiscalYearName(year - 1);
  if (now === before) return <>as many as in {since}</>;
  const Icon = now > before ? ArrowUp : ArrowDown;
  return (
    <span className={styles.change}>
      <span data-up={now > before}>
        <Icon size={13} strokeWidth={2.5} aria-hidden />
        {Math.abs(now - before)}
      </span>{' '}
      {now > before ? 'more' : 'fewer'} than {since}
    </span>
  );
}

function fundsFigure(funds: NonNullable<Overview['funds']>): Figure {
  const [obligated, paid] = [Number(funds.obligated.amount), Number(funds.paid.amount)];
  const share = obligated > 0 ? paid / obligated : 0;
  return {
    label: 'Paid of what is obligated',
    value: compactMoney(funds.paid),
    of: `of ${compactMoney(funds.obligated)}`,
    note: (
      <>
        <ProgressBar label="Share of obligated funds that is paid" value={share * 100} />
        {formatPercent(share)} paid, {formatMoney(funds.unliquidated)} left
      </>
    ),
  };
}

function activitiesFigure(overview: Overview): Figure {
  const counts = Object.entries(overview.activities_by_status);
  const active = overview.activities_by_status.active ?? 0;
  return {
    label: 'Activities this year',
    value: formatCount(counts.reduce((sum, [, count]) => sum + (count ?? 0), 0)),
    note: active > 0 ? `${formatCount(active)} in progress` : 'none in progress',
  };
}

const LOADING = ['Partner agencies', 'Active agreements', 'Countries engaged', 'Open requests', 'Paid of what is obligated'];

/** The year in one line of figures. Agencies, agreements and requests are counted as of today. */
export function Figures({ overview, year }: { overview: Overview | undefined; year: number | undefined }) {
  // An agency sees itself only: that is no figure.
  const ofAgency = useMe().agency !== null;
  const seesFunds = useCan()('obligations:read');
  const before = useQuery({ ...overviewFigures((year ?? 0) - 1), enabled: year !== undefined }).data;
  if (!overview || year === undefined) {
    const figures = LOADING.slice(ofAgency ? 1 : 0).map((label): Figure => ({ label, value: <Skeleton width={72} />, note: <Skeleton width="60%" /> }));
    // The funds take more room than a count; they come last.
    const last = seesFunds ? { of: <>&nbsp;</>, note: <Skeleton width="90%" height={44} /> } : { label: 'Activities this year' };
    return <FigureCard label="Key figures" figures={figures.map((figure, index) => (index === figures.length - 1 ? { ...figure, ...last } : figure))} />;
  }
  const ending = overview.mous_expiring_in_90_days;
  return (
    <FigureCard
      label="Key figures"
      figures={[
        ...(ofAgency ? [] : [{ label: 'Partner agencies', value: formatCount(overview.partner_agencies), note: 'with a partnership today' }]),
        {
          label: 'Active agreements',
          value: formatCount(overview.active_mous),
          note:
            ending > 0 ? (
              <Link to="/mous" search={{ expires_within_days: '90' } as never} className={styles.ending}>
                {ending} {ending === 1 ? 'ends' : 'end'} within 90 days
              </Link>
            ) : (
              'none ends within 90 days'
            ),
        },
        {
          label: 'Countries engaged',
          value: formatCount(overview.countries_engaged),
          note: <Change now={overview.countries_engaged} before={before?.countries_engaged} year={year} />,
        },
        {
          label: 'Open requests',
          value: formatCount(overview.open_requests),
          note: overview.median_days_to_fill === null ? 'none filled yet' : `median ${plural(overview.median_days_to_fill, 'day')} to fill`,
        },
        overview.funds ? fundsFigure(overview.funds) : activitiesFigure(overview),
      ]}
    />
  );
}
