import styles from './Chart.module.css';

interface SparklineProps {
  values: readonly number[];
  /** What it shows, with its end points; the figure beside it carries the number. */
  label: string;
}

const W = 160;
const H = 32;

/** A line without axes under a figure. */
export function Sparkline({ values, label }: SparklineProps) {
  const low = Math.min(...values);
  const span = Math.max(...values) - low || 1;
  const points = values.map((value, index) => {
    const x = values.length > 1 ? (index / (values.length - 1)) * W : W / 2;
    return `${x.toFixed(1)},${(H - 3 - ((value - low) / span) * (H - 8)).toFixed(1)}`;
  });
  return (
    <svg viewBox={`0 0 ${W} ${H}`} preserveAspectRatio="none" className={styles.spark} role="img" aria-label={label}>
      <polygon points={`0,${H} ${points.join(' ')} ${W},${H}`} className={styles.sparkFill} />
      <polyline points={points.join(' ')} className={styles.sparkLine} />
    </svg>
  );
}
