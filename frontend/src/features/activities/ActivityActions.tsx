import { useQueryClient } from '@tanstack/react-query';
import { ClipboardCheck, Ellipsis, Pencil } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { hasAction } from '@/shared/access';
import { useAction } from '@/shared/actions';
import type { Versioned } from '@/shared/api';
import { Button, ConfirmDialog, IconButton, Menu, type MenuEntry } from '@/shared/ui';
import { REASONED, STEPS, type Reasoned } from './actions';
import { refreshActivities, type Activity } from './queries';

const ActivityEditDialog = lazy(() => import('./ActivityEditDialog'));
const AttendanceDialog = lazy(() => import('./AttendanceDialog'));
const CancelDialog = lazy(() => import('./CancelDialog'));
const SuspendDialog = lazy(() => import('./SuspendDialog'));

const REASONS = Object.keys(REASONED) as Reasoned[];

/** What may be done with the activity now. */
export default function ActivityActions({ activity }: { activity: Versioned<Activity> }) {
  const queryClient = useQueryClient();
  const action = useAction(() => refreshActivities(queryClient));
  const [open, setOpen] = useState<Reasoned | 'edit' | 'attendance'>();
  const [asking, setAsking] = useState<string>();
  const record = activity.data;
  const close = () => setOpen(undefined);
  const steps = STEPS.filter(({ name }) => hasAction(record, name));
  const asked = STEPS.find(({ name }) => name === asking);
  const menu: MenuEntry[] = REASONS.filter((step) => hasAction(record, step)).map((step) => ({
    label: REASONED[step],
    onSelect: () => setOpen(step),
    danger: step === 'cancel',
  }));
  return (
    <>
      {hasAction(record, 'update') ? (
        <Button icon={Pencil} onClick={() => setOpen('edit')}>
          Edit
        </Button>
      ) : null}
      {hasAction(record, 'record_attendance') ? (
        <Button icon={ClipboardCheck} onClick={() => setOpen('attendance')}>
          Record attendance
        </Button>
      ) : null}
      {steps.map(({ name, label, icon }, index) => (
        <Button key={name} variant={index === 0 ? 'primary' : 'secondary'} icon={icon} onClick={() => setAsking(name)}>
          {label}
        </Button>
      ))}
      {menu.length > 0 ? (
        <Menu
          label="More"
          align="end"
          entries={menu}
          trigger={(props) => <IconButton {...props} icon={Ellipsis} label="More about this activity" />}
        />
      ) : null}
      {asked ? (
        <ConfirmDialog
          open
          title={asked.title}
          confirm={asked.label}
          busy={action.busy === asked.name}
          onClose={() => setAsking(undefined)}
          onConfirm={() => void action.run(asked.name, () => asked.call(activity), asked.done).then(() => setAsking(undefined))}
        >
          {asked.note}
        </ConfirmDialog>
      ) : null}
      {action.stale}
      <Suspense>
        {open === 'edit' ? <ActivityEditDialog activity={activity} onClose={close} /> : null}
        {open === 'attendance' ? <AttendanceDialog activity={activity} onClose={close} /> : null}
        {open === 'suspend' ? <SuspendDialog activity={activity} onClose={close} /> : null}
        {open === 'cancel' ? <CancelDialog activity={activity} onClose={close} /> : null}
      </Suspense>
    </>
  );
}
