import { scaleBand, scaleLinear } from 'd3-scale';
import { useEffect, useRef, useState } from 'react';
import { Button } from './Button';
import styles from './Chart.module.css';

export interface BarSeries {
  key: string;
  label: string;
}

export interface BarDatum {
  label: string;
  /** One value per series key; numbers are for drawing only. */
  values: Record<string, number>;
  /** A dotted line across: the plan. */
  plan?: number;
}

interface BarChartProps {
  /** Names the figure: "Obligations by month, USD". */
  label: string;
  series: readonly BarSeries[];
  data: readonly BarDatum[];
  /** For the axis: compact. */
  formatTick: (value: number) => string;
  /** For the table: exact. */
  formatValue: (value: number) => string;
  height?: number;
  planLabel?: string;
}

const COLORS = ['var(--series-1)', 'var(--series-2)', 'var(--series-3)'];
const LEFT = 52;
const BOTTOM = 26;
const TOP = 10;

function useWidth() {
  const ref = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(640);
  useEffect(() => {
    if (!ref.current || typeof ResizeObserver === 'undefined') return undefined;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setWidth(Math.max(240, Math.round(entry.contentRect.width)));
    });
    observer.observe(ref.current);
    return () => observer.disconnect();
  }, []);
  return [ref, width] as const;
}

function Values({ label, series, data, formatValue, planLabel }: BarChartProps & { planLabel: string }) {
  const withPlan = data.some(({ plan }) => plan !== undefined);
  return (
    <div className={styles.tableWrap}>
      <table className={styles.values}>
        <caption className="sr-only">{label}</caption>
        <thead>
          <tr>
            <th scope="col">
              <span className="sr-only">Group</span>
            </th>
            {series.map(({ key, label }) => (
              <th key={key} scope="col">
                {label}
              </th>
            ))}
            {withPlan ? <th scope="col">{planLabel}</th> : null}
          </tr>
        </thead>
        <tbody>
          {data.map((datum) => (
            <tr key={datum.label}>
              <th scope="row">{datum.label}</th>
              {series.map(({ key }) => (
                <td key={key}>{formatValue(datum.values[key] ?? 0)}</td>
              ))}
              {withPlan ? <td>{datum.plan === undefined ? '—' : formatValue(datum.plan)}</td> : null}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Stacked columns with an optional plan line. Every number of it can be read as a table too. */
export function BarChart(props: BarChartProps) {
  const { label, series, data, formatTick, formatValue, height = 264, planLabel = 'Plan' } = props;
  const [asTable, setAsTable] = useState(false);
  const [ref, width] = useWidth();
  const totals = data.map(({ values }) => series.reduce((sum, { key }) => sum + (values[key] ?? 0), 0));
  const top = Math.max(1, ...totals, ...data.map(({ plan }) => plan ?? 0));
  const x = scaleBand()
    .domain(data.map((datum) => datum.label))
    .range([LEFT, width - 4])
    .paddingInner(0.42)
    .paddingOuter(0.2);
  const y = scaleLinear()
    .domain([0, top])
    .nice(4)
    .range([height - BOTTOM, TOP]);
  const middle = (datum: BarDatum) => (x(datum.label) ?? 0) + x.bandwidth() / 2;
  const plan = data.filter((datum) => datum.plan !== undefined);
  // On a narrow chart every second or third label has room.
  const every = Math.ceil(40 / x.step());

  return (
    <figure ref={ref} className={styles.figure}>
      {asTable ? (
        <Values {...props} planLabel={planLabel} />
      ) : (
        <svg width={width} height={height} role="img" aria-label={`${label}. The same numbers are in the table.`} className={styles.svg}>
          {y.ticks(4).map((tick) => (
            <g key={tick}>
              <line x1={LEFT} x2={width} y1={y(tick)} y2={y(tick)} className={styles.grid} />
              <text x={LEFT - 8} y={y(tick) + 4} textAnchor="end" className={styles.tick}>
                {formatTick(tick)}
              </text>
            </g>
          ))}
          {data.map((datum, column) => {
            let below = 0;
            return (
              <g key={datum.label}>
                <title>{`${datum.label}: ${series.map(({ key, label }) => `${label} ${formatValue(datum.values[key] ?? 0)}`).join(', ')}`}</title>
                {series.map(({ key }, index) => {
                  const value = datum.values[key] ?? 0;
                  const from = y(below);
                  below += value;
                  const tall = Math.max(0, from - y(below) - (index > 0 ? 1.5 : 0));
                  return (
                    <rect
                      key={key}
                      x={x(datum.label)}
                      width={x.bandwidth()}
                      y={y(below)}
                      height={tall}
                      rx={2.5}
                      fill={COLORS[index % COLORS.length]}
                    />
                  );
                })}
                {column % every === 0 ? (
                  <text x={middle(datum)} y={height - 8} textAnchor="middle" className={styles.tick}>
                    {datum.label}
                  </text>
                ) : null}
              </g>
            );
          })}
          {plan.length > 1 ? (
            <polyline points={plan.map((datum) => `${middle(datum)},${y(datum.plan ?? 0)}`).join(' ')} className={styles.plan} />
          ) : null}
        </svg>
      )}
      <figcaption className={styles.legend}>
        {series.length > 1 || plan.length > 0 ? (
          <ul className={styles.keys}>
            {series.map(({ key, label }, index) => (
              <li key={key}>
                <i style={{ background: COLORS[index % COLORS.length] }} aria-hidden />
                {label}
              </li>
            ))}
            {plan.length > 0 ? (
              <li>
                <i className={styles.planKey} aria-hidden />
                {planLabel}
              </li>
            ) : null}
          </ul>
        ) : (
          <span />
        )}
        <Button variant="ghost" size="sm" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
          {asTable ? 'Show as chart' : 'Show as table'}
        </Button>
      </figcaption>
    </figure>
  );
}
