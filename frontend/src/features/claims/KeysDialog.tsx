import { Dialog, Kbd } from '@/shared/ui';
import styles from './Review.module.css';

const KEYS = [
  ['J', 'Next claim of the queue'],
  ['K', 'Claim before'],
  ['N', 'Next line'],
  ['P', 'Line before'],
  ['A', 'Allow the line as computed'],
  ['R', 'Reduce it'],
  ['D', 'Disallow it'],
  ['?', 'This list'],
] as const;

/** What single keys do in a review. */
export default function KeysDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog open size="sm" title="Keys of the review" subtitle="They can be switched off in your profile." onClose={onClose}>
      <dl className={styles.keyList}>
        {KEYS.map(([key, does]) => (
          <div key={key}>
            <dt>
              <Kbd>{key}</Kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
