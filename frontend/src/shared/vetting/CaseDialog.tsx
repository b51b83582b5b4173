import { useQueryClient } from '@tanstack/react-query';
import { api, ifMatch } from '@/shared/api';
import { DateField, FormDialog, Select, TextInput, useActionForm } from '@/shared/forms';
import { toast } from '@/shared/ui';
import { readCase, refreshVetting } from './queries';

export interface CaseTask {
  way: 'enter' | 'decide' | 'notice';
  caseId: string;
  reference: string;
}

const RESULTS = [
  { value: 'approved', label: 'Approved' },
  { value: 'rejected', label: 'Rejected' },
  { value: 'suspended', label: 'Suspended' },
];

const WORDS = {
  enter: { title: 'Reference in INVEST', note: 'The case is then in review.', submit: 'Record reference', done: 'Reference recorded' },
  decide: {
    title: 'Result of vetting',
    note: 'Result and day alone: no detail is kept here. A rejection takes the person off every list.',
    submit: 'Record result',
    done: 'Result recorded',
  },
  notice: {
    title: 'Notice given',
    note: 'The day on which notice was given and help towards accountability offered (22 USC 2378d(c)).',
    submit: 'Record notice',
    done: 'Notice recorded',
  },
} as const;

/** A step of a case that needs a word: its reference, its result, or the day of the notice. */
export default function CaseDialog({ task, onClose }: { task: CaseTask; onClose: () => void }) {
  const queryClient = useQueryClient();
  const { way, caseId, reference } = task;
  const words = WORDS[way];
  const { form, submit, busy, failure } = useActionForm({
    values: { invest_reference: '', result: 'approved', day: '' },
    fields: ['invest_reference', 'result', 'day'],
    refresh: () => refreshVetting(queryClient),
    send: async ({ invest_reference, result, day }) => {
      const { etag } = await readCase(caseId);
      const params = { path: { case_id: caseId }, header: ifMatch(etag) };
      if (way === 'enter') return api.POST('/api/v1/vetting-cases/{case_id}/enter', { params, body: { invest_reference: invest_reference.trim() } });
      if (way === 'decide') return api.POST('/api/v1/vetting-cases/{case_id}/decide', { params, body: { result: result as 'approved', decided_on: day } });
      return api.POST('/api/v1/vetting-cases/{case_id}/record-notice', { params, body: { given_on: day } });
    },
    onDone: () => {
      toast.done(words.done);
      onClose();
    },
  });
  const { errors } = form.formState;
  return (
    <FormDialog title={words.title} subtitle={`${reference}. ${words.note}`} size="sm" submit={words.submit} busy={busy} failure={failure} onSubmit={submit} onClose={onClose}>
      {way === 'enter' ? (
        <TextInput
          label="INVEST reference"
          maxLength={40}
          error={errors.invest_reference?.message}
          {...form.register('invest_reference', { validate: (value) => value.trim() !== '' || 'Enter the reference.' })}
        />
      ) : null}
      {way === 'decide' ? <Select label="Result" options={RESULTS} error={errors.result?.message} {...form.register('result')} /> : null}
      {way === 'enter' ? null : (
        <DateField
          label={way === 'decide' ? 'Decided on' : 'Given on'}
          error={errors.day?.message}
          {...form.register('day', { required: 'Enter the day.' })}
        />
      )}
    </FormDialog>
  );
}
