import { Shield } from '@/shared/ui';
import styles from './Shell.module.css';

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
