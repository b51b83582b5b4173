import { useQueryClient } from '@tanstack/react-query';
import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { api, ifMatch, type Versioned } from '@/shared/api';
import type { components } from '@/shared/api/schema';
import { FormDialog, Pair, Select, TextInput, useIdempotencyKey, useRecordForm } from '@/shared/forms';
import { Button, toast } from '@/shared/ui';
import { readEvaluation, refreshActivities, type Evaluation } from './queries';

type Participant = components['schemas']['Participant'];
interface Values {
  participant_id: string;
  course: string;
  hours: string;
  pre_score: string;
  post_score: string;
  satisfaction: string;
}
type Stored = Pick<Evaluation, keyof Values>;

const NEW: Versioned<Stored> = {
  data: { participant_id: null, course: null, hours: null, pre_score: null, post_score: null, satisfaction: null },
  etag: '',
};
const SATISFACTION = [
  { value: '', label: 'Not asked' },
  { value: '1', label: '1 · Very dissatisfied' },
  { value: '2', label: '2 · Dissatisfied' },
  { value: '3', label: '3 · Neither' },
  { value: '4', label: '4 · Satisfied' },
  { value: '5', label: '5 · Very satisfied' },
];
const SCORE = { value: /^\s*(100(\.0{1,2})?|\d{1,2}(\.\d{1,2})?)?\s*$/, message: 'Enter a score from 0 to 100.' };
const HOURS = { value: /^\s*(\d{1,4}(\.\d{1,2})?)?\s*$/, message: 'Enter hours such as 37.5.' };
const text = (value: string | null) => value ?? '';
const orNull = (value: string | undefined) => (value === undefined ? undefined : value.trim() || null);

interface EvaluationDialogProps {
  activityId: string;
  people: readonly Participant[];
  /** Undefined adds one. */
  evaluation: Versioned<Evaluation> | undefined;
  onClose: () => void;
}

export default function EvaluationDialog({ activityId, people, evaluation, onClose }: EvaluationDialogProps) {
  const queryClient = useQueryClient();
  const key = useIdempotencyKey();
  const [removing, setRemoving] = useState(false);
  const path = { activity_id: activityId };
  const { form, submit, busy, failure, conflict } = useRecordForm<Stored, Values>({
    record: evaluation ?? NEW,
    toValues: ({ participant_id, course, hours, pre_score, post_score, satisfaction }) => ({
      participant_id: text(participant_id),
      course: text(course),
      hours: text(hours),
      pre_score: text(pre_score),
      post_score: text(post_score),
      satisfaction: satisfaction === null ? '' : String(satisfaction),
    }),
    fields: {
      participant_id: { label: 'Participant' },
      course: { label: 'Course' },
      hours: { label: 'Hours' },
      pre_score: { label: 'Score before' },
      post_score: { label: 'Score after' },
      satisfaction: { label: 'Satisfaction' },
    },
    save: async (changes, etag, all) => {
      const { participant_id: _, satisfaction, ...texts } = evaluation ? changes : all;
      const body = {
        ...Object.fromEntries(Object.entries(texts).map(([name, value]) => [name, orNull(value)])),
        ...(satisfaction === undefined ? {} : { satisfaction: satisfaction === '' ? null : Number(satisfaction) }),
      };
      if (evaluation) {
        await api.PATCH('/api/v1/activities/{activity_id}/evaluations/{evaluation_id}', {
          params: { path: { ...path, evaluation_id: evaluation.data.id }, header: ifMatch(etag) },
          body: body as never,
        });
      } else {
        await api.POST('/api/v1/activities/{activity_id}/evaluations', {
          params: { path, header: key.header() },
          body: { ...body, participant_id: all.participant_id || null },
        });
      }
    },
    reload: () => readEvaluation(activityId, evaluation?.data.id ?? ''),
    onSaved: async () => {
      await refreshActivities(queryClient);
      toast.done(evaluation ? 'Evaluation saved' : 'Evaluation added');
      onClose();
    },
  });
  const remove = async () => {
    if (!evaluation) return;
    setRemoving(true);
    try {
      await api.DELETE('/api/v1/activities/{activity_id}/evaluations/{evaluation_id}', {
        params: { path: { ...path, evaluation_id: evaluation.data.id }, header: ifMatch(evaluation.etag) },
      });
      await refreshActivities(queryClient);
      toast.done('Evaluation removed');
      onClose();
    } catch (error) {
      toast.failed(error);
      setRemoving(false);
    }
  };
  const { errors } = form.formState;
  const choices = [{ value: '', label: 'Somebody unnamed' }, ...people.map(({ participant }) => ({ value: participant.id, label: participant.name }))];
  return (
    <>
      <FormDialog
        title={evaluation ? 'Change evaluation' : 'Add evaluation'}
        subtitle="Leave out what was not measured."
        submit={evaluation ? 'Save' : 'Add evaluation'}
        busy={busy}
        failure={failure}
        onSubmit={submit}
        onClose={onClose}
      >
        {evaluation ? null : <Select label="Participant" options={choices} error={errors.participant_id?.message} {...form.register('participant_id')} />}
        <Pair>
          <TextInput label="Course" optional maxLength={160} error={errors.course?.message} {...form.register('course')} />
          <TextInput label="Hours" optional inputMode="decimal" error={errors.hours?.message} {...form.register('hours', { pattern: HOURS })} />
        </Pair>
        <Pair>
          <TextInput label="Score before" optional inputMode="decimal" error={errors.pre_score?.message} {...form.register('pre_score', { pattern: SCORE })} />
          <TextInput label="Score after" optional inputMode="decimal" error={errors.post_score?.message} {...form.register('post_score', { pattern: SCORE })} />
        </Pair>
        <Select label="Satisfaction" options={SATISFACTION} error={errors.satisfaction?.message} {...form.register('satisfaction')} />
        {evaluation ? (
          <div>
            <Button variant="danger" size="sm" icon={Trash2} busy={removing} onClick={() => void remove()}>
              Remove this evaluation
            </Button>
          </div>
        ) : null}
      </FormDialog>
      {conflict}
    </>
  );
}
