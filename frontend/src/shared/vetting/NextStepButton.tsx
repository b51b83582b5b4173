import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useCan } from '@/shared/access';
import { useAction } from '@/shared/actions';
import { api } from '@/shared/api';
import { Button } from '@/shared/ui';
import type { CaseTask } from './CaseDialog';
import { caseAction, refreshVetting, type QueueRow } from './queries';
import { STEP_LABEL } from './words';

const CaseDialog = lazy(() => import('./CaseDialog'));

const OPEN = new Set(['nominated', 'post_check', 'in_review', 'suspended']);

/** The case that the next step is about: the person's until that is approved, then the unit's. */
function caseOf(row: QueueRow) {
  return row.person_case && OPEN.has(row.person_case.status) ? row.person_case : row.unit_case;
}

/** What the post does next about somebody on a list. */
export function NextStepButton({ row }: { row: QueueRow }) {
  const can = useCan();
  const queryClient = useQueryClient();
  const action = useAction(() => refreshVetting(queryClient));
  const [task, setTask] = useState<CaseTask>();
  const step = row.next_step;
  const label = step ? STEP_LABEL[step] : undefined;
  if (!step || !label || !can('vetting:manage')) return null;
  const subject = caseOf(row);
  const nominate = (body: { participant_id: string } | { unit_id: string }) =>
    void action.run('next', () => api.POST('/api/v1/vetting-cases', { body }), 'Case opened');
  const press = () => {
    if (step === 'nominate_person') nominate({ participant_id: row.participant.id });
    else if (step === 'nominate_unit' && row.unit) nominate({ unit_id: row.unit.id });
    else if (subject && step === 'submit') void action.run('next', () => caseAction(subject.id, 'submit'), 'Submitted');
    else if (subject && step === 're_review') void action.run('next', () => caseAction(subject.id, 're-review'), 'Back in review');
    else if (subject && (step === 'enter' || step === 'decide')) setTask({ way: step, caseId: subject.id, reference: subject.reference });
  };
  return (
    <>
      <Button size="sm" busy={action.busy === 'next'} aria-label={`${label}: ${row.participant.name}`} onClick={press}>
        {label}
      </Button>
      {action.stale}
      <Suspense>{task ? <CaseDialog task={task} onClose={() => setTask(undefined)} /> : null}</Suspense>
    </>
  );
}
