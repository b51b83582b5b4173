import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Building2, Ellipsis, FileClock, Pencil, PenLine } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { hasAction, useCan } from '@/shared/access';
import { useAction } from '@/shared/actions';
import type { Versioned } from '@/shared/api';
import { useTab } from '@/shared/listing';
import { Button, Card, ErrorState, IconButton, Menu, Notice, PageHeader, Skeleton, StatusPill, Tabs, type MenuEntry } from '@/shared/ui';
import { formatDate, plural } from '@/shared/format';
import { PRESSES, WORDED, type Worded } from './actions';
import styles from './Mou.module.css';
import { MouClausesTab } from './MouClauses';
import { MouOverview } from './MouOverview';
import { MouPapers } from './MouPapers';
import { mouDetail, refreshMous, type Mou } from './queries';
import { shownStatus } from './term';

const MouEditDialog = lazy(() => import('./MouEditDialog'));
const WordedDialog = lazy(() => import('./WordedDialog'));
const SignDialog = lazy(() => import('./SignDialog'));
const AmendDialog = lazy(() => import('./AmendDialog'));
const RecordHistory = lazy(() => import('@/shared/history'));

const TABS = ['overview', 'clauses', 'papers', 'history'] as const;
const WORDED_STEPS = Object.keys(WORDED) as Worded[];
// Those that are seldom used stand in the menu, those of the day's work beside the title.
const IN_MENU: readonly string[] = ['suspend', 'resume', 'notice'];

function Actions({ mou }: { mou: Versioned<Mou> }) {
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

/** What stands in the way of the next step. */
function Standing({ mou }: { mou: Mou }) {
  if (mou.open_comments > 0) {
    return <Notice tone="warn">{plural(mou.open_comments, 'comment')} to settle before the text is agreed.</Notice>;
  }
  if (mou.terminates_on) {
    return (
      <Notice tone="warn">
        Notice was given on {formatDate(mou.notice_given_on)}. The agreement ends on {formatDate(mou.terminates_on)}.
      </Notice>
    );
  }
  if (mou.status === 'clearance' && !mou.documents.some(({ kind }) => kind === 'legal_clearance')) {
    return <Notice>File the legal clearance under Documents; then it can be cleared for signing.</Notice>;
  }
  if (mou.status === 'negotiation' && !mou.agency_concurred_at) {
    return <Notice>The agency has not concurred with the text yet.</Notice>;
  }
  return null;
}

function Panel({ tab, mou }: { tab: string; mou: Versioned<Mou> }) {
  switch (tab) {
    case 'clauses':
      return <MouClausesTab clauses={mou.data.clauses} />;
    case 'papers':
      return <MouPapers mou={mou.data} />;
    case 'history':
      return (
        <Card title="History" subtitle="Every change, newest first">
          <RecordHistory subjectId={mou.data.id} />
        </Card>
      );
    default:
      return <MouOverview mou={mou.data} />;
  }
}

/** One memorandum: what it covers, what it says, who signed, what is on file. */
export function MouPage() {
  const { id = '' } = useParams({ strict: false });
  const can = useCan();
  const [tab, goTo] = useTab(TABS);
  const { data: mou, error, refetch } = useQuery(mouDetail(id));
  if (error) {
    return (
      <>
        <PageHeader title="Agreement" />
        <Card>
          <ErrorState error={error} onRetry={() => void refetch()} />
        </Card>
      </>
    );
  }
  const record = mou?.data;
  const waiting = (
    <Card>
      <Skeleton width="40%" height={160} />
    </Card>
  );
  return (
    <>
      <PageHeader
        title={record?.title}
        subtitle={
          record ? (
            <>
              <StatusPill kind="mou" status={shownStatus(record)} />
              <span className="num">{record.number}</span>
              <Link to="/agencies/$id" params={{ id: record.agency.id }} className={styles.agency}>
                <Building2 size={15} aria-hidden />
                {record.agency.name}
              </Link>
            </>
          ) : undefined
        }
        actions={mou ? <Actions mou={mou} /> : undefined}
      />
      <Tabs
        label="Parts of the agreement"
        value={tab}
        onChange={goTo}
        tabs={[
          { value: 'overview', label: 'Overview' },
          { value: 'clauses', label: 'Clauses' },
          { value: 'papers', label: 'Documents and amendments', count: record ? record.documents.length + record.amendments : undefined },
          ...(can('audit:read') ? [{ value: 'history', label: 'History' }] : []),
        ]}
      >
        {record ? <Standing mou={record} /> : null}
        <div className={styles.panel}>
          <Suspense fallback={waiting}>{mou ? <Panel tab={tab} mou={mou} /> : waiting}</Suspense>
        </div>
      </Tabs>
    </>
  );
}
