import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useCan } from '@/shared/access';
import { formatDate } from '@/shared/format';
import { Button, Card, TwoLines } from '@/shared/ui';
import { noticesOwed } from '@/shared/vetting';
import type { CaseTask } from '@/shared/vetting/CaseDialog';
import styles from './Vetting.module.css';

const CaseDialog = lazy(() => import('@/shared/vetting/CaseDialog'));

/** Duties that follow a withheld approval. */
export default function Notices() {
  const can = useCan();
  const { data } = useQuery(noticesOwed());
  const [task, setTask] = useState<CaseTask>();
  if (!data || data.items.length === 0) return null;
  return (
    <Card title="Notice owed" subtitle="Approval was withheld: give notice and offer help towards accountability (22 USC 2378d(c))." body="flush">
      <ul className={styles.notices}>
        {data.items.map((row) => (
          <li key={row.id}>
            <TwoLines under={`decided ${formatDate(row.decided_on)}`}>
              <span className="num">{row.reference}</span> · {row.participant?.name ?? row.unit?.name}
            </TwoLines>
            {can('vetting:manage') ? (
              <Button size="sm" aria-label={`Record notice: ${row.reference}`} onClick={() => setTask({ way: 'notice', caseId: row.id, reference: row.reference })}>
                Record notice
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      <Suspense>{task ? <CaseDialog task={task} onClose={() => setTask(undefined)} /> : null}</Suspense>
    </Card>
  );
}
