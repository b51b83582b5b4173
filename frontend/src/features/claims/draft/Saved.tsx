import { CloudAlert, CloudCheck, LoaderCircle } from 'lucide-react';
import styles from './Draft.module.css';
import type { SaveState } from './useDraft';

const clock = () => new Intl.DateTimeFormat('en-US', { hour: 'numeric', minute: '2-digit' });

/** Whether what was typed is kept, said to everybody. */
export function Saved({ state }: { state: SaveState }) {
  const words =
    state.kind === 'failed'
      ? `Not saved: ${state.why}`
      : state.kind === 'saved'
        ? state.at
          ? `Saved ${clock().format(state.at)}`
          : 'Saved'
        : 'Saving…';
  const Icon = state.kind === 'failed' ? CloudAlert : state.kind === 'saved' ? CloudCheck : LoaderCircle;
  return (
    <p role="status" className={styles.saved} data-state={state.kind}>
      <Icon size={15} aria-hidden />
      {words}
    </p>
  );
}
