import styles from './Shell.module.css';

export function Shield({ size = 34 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden className={styles.shield}>
      <path d="M16 2l12 4v9c0 8-5 13-12 15C9 28 4 23 4 15V6z" className={styles.shieldBody} />
      <path d="M16 8.5l2.1 4.3 4.7.7-3.4 3.3.8 4.7-4.2-2.2-4.2 2.2.8-4.7-3.4-3.3 4.7-.7z" fill="#ffbe2e" />
    </svg>
  );
}

export function Brand() {
  return (
    <div className={styles.brand}>
      <Shield />
      <div>
        <p className={styles.brandName}>Police Partnerships</p>
        <p className={styles.brandUnder}>Dept. of State · INL</p>
      </div>
    </div>
  );
}
