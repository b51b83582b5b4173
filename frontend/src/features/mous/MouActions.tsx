import { useQueryClient } from '@tanstack/react-query';
import { Ellipsis, FileClock, Pencil, PenLine } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { hasAction } from '@/shared/access';
import { useAction } from '@/shared/actions';
import type { Versioned } from '@/shared/api';
import { Button, IconButton, Menu, type MenuEntry } from '@/shared/ui';
import { PRESSES, WORDED, type Worded } from './actions';
import styles from './Mou.module.css';
import { refreshMous, type Mou } from './queries';

const MouEditDialog = lazy(() => import('./MouEditDialog'));
const WordedDialog = lazy(() => import('./WordedDialog'));
const SignDialog = lazy(() => import('./SignDialog'));
const AmendDialog = lazy(() => import('./AmendDialog'));

const WORDED_STEPS = Object.keys(WORDED) as Worded[];
// Those that are seldom used stand in the menu, those of the day's work beside the title.
const IN_MENU: readonly string[] = ['suspend', 'resume', 'notice'];

/** What may be done with the agreement now, the next step on its way last and foremost. */
export default function MouActions({ mou }: { mou: Versioned<Mou> }) {
  const queryClient = useQueryClient();
  const action = useAction(() => refreshMous(queryClient));
  const [open, setOpen] = useState<Worded | 'edit' | 'sign' | 'amend'>();
  const record = mou.data;
  const close = () => setOpen(undefined);
  const worded = WORDED_STEPS.filter((step) => hasAction(record, step) && (step !== 'settle_comment' || record.open_comments > 0));
  const presses = PRESSES.filter(({ name }) => hasAction(record, name) && (name !== 'concur' || !record.agency_concurred_at));
  const menu: MenuEntry[] = worded
    .filter((step) => IN_MENU.includes(step))
    .map((step) => ({ label: `${WORDED[step].submit}…`, onSelect: () => setOpen(step), danger: step === 'notice' }));
  const signs = hasAction(record, 'sign') && (!record.inl_signed_on || !record.agency_signed_on);
  return (
    <>
      {worded
        .filter((step) => !IN_MENU.includes(step))
        .map((step) => (
          <Button key={step} icon={WORDED[step].icon} onClick={() => setOpen(step)}>
            {WORDED[step].submit}
          </Button>
        ))}
      {hasAction(record, 'update') ? (
        <Button icon={Pencil} onClick={() => setOpen('edit')}>
          Edit text
        </Button>
      ) : null}
      {hasAction(record, 'amend') ? (
        <Button icon={FileClock} onClick={() => setOpen('amend')}>
          Amend or renew
        </Button>
      ) : null}
      {presses.map(({ name, label, icon, done, call }) => (
        <Button key={name} variant="primary" icon={icon} busy={action.busy === name} onClick={() => void action.run(name, () => call(mou), done)}>
          {label}
        </Button>
      ))}
      {signs ? (
        <Button variant="primary" icon={PenLine} onClick={() => setOpen('sign')}>
          Record signature
        </Button>
      ) : null}
      {menu.length > 0 ? (
        <Menu
          label="More"
          align="end"
          entries={menu}
          trigger={(props) => <IconButton {...props} icon={Ellipsis} label="More about this agreement" className={styles.more} />}
        />
      ) : null}
      {action.stale}
      <Suspense>
        {open === 'edit' ? <MouEditDialog mou={mou} onClose={close} /> : null}
        {open === 'sign' ? <SignDialog mou={mou} onClose={close} /> : null}
        {open === 'amend' ? <AmendDialog mou={mou} onClose={close} /> : null}
        {open && open in WORDED ? <WordedDialog mou={mou} step={open as Worded} onClose={close} /> : null}
      </Suspense>
    </>
  );
}
