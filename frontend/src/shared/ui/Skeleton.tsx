import styles from './Misc.module.css';

/** A grey bar of the size the real thing will have. Put `aria-busy` on the region, not on each bar. */
export function Skeleton({ width = '100%', height = 14 }: { width?: number | string; height?: number | string }) {
  return <span className={styles.skeleton} style={{ width, height }} aria-hidden />;
}
