import { useQueryClient } from '@tanstack/react-query';
import { api, ifMatch, type Versioned } from '@/shared/api';
import { FormDialog, useRecordForm } from '@/shared/forms';
import { humanize } from '@/shared/format';
import { bureauName, expenseCategory, modality } from '@/shared/labels';
import { Notice, toast } from '@/shared/ui';
import { MouFields } from './MouFields';
import { asUpdate, mouValues, PARAGRAPHS, type CapValues, type MouValues } from './mouForm';
import { readMou, refreshMous, type Mou } from './queries';

const list = (words: (code: string) => string) => (codes: string[]) => codes.map(words).join(', ') || '—';

const FIELDS = {
  title: { label: 'Title' },
  purpose: { label: 'Purpose' },
  authority: { label: 'Authority' },
  scope_bureaus: { label: 'Bureaus', show: list(bureauName) },
  scope_countries: { label: 'Countries' },
  scope_expertise: { label: 'Expertise' },
  effective_on: { label: 'In force from' },
  ends_on: { label: 'Ends' },
  notice_days: { label: 'Days of notice' },
  modalities: { label: 'Kinds of assistance', show: list(modality) },
  caps: { label: 'Caps', show: (caps: CapValues[]) => caps.map(({ category, amount, per }) => `${category ? expenseCategory(category) : 'All'} ${amount}, ${humanize(per)}`).join('; ') || '—' },
  reimbursable_categories: { label: 'What may be repaid', show: list(expenseCategory) },
  salary_reimbursable: { label: 'Salaries may be repaid' },
  ...Object.fromEntries(PARAGRAPHS.map(({ name, label }) => [name, { label }])),
} as unknown as Record<keyof MouValues, { label: string }>;

/** The text, while it is a draft or under negotiation. */
export default function MouEditDialog({ mou, onClose }: { mou: Versioned<Mou>; onClose: () => void }) {
  const queryClient = useQueryClient();
  const id = mou.data.id;
  const { form, submit, busy, failure, conflict } = useRecordForm<Mou, MouValues>({
    record: mou,
    toValues: mouValues,
    fields: FIELDS,
    save: (changes, etag) =>
      api.PATCH('/api/v1/mous/{mou_id}', { params: { path: { mou_id: id }, header: ifMatch(etag) }, body: asUpdate(changes) }),
    reload: () => readMou(id),
    onSaved: () => {
      void refreshMous(queryClient);
      toast.done('Agreement saved');
      onClose();
    },
  });
  return (
    <>
      <FormDialog title="Edit the text" size="lg" submit="Save changes" busy={busy} failure={failure} onSubmit={submit} onClose={onClose}>
        {mou.data.agency_concurred_at ? <Notice tone="warn">The agency has concurred with the text. A change of it takes that back.</Notice> : null}
        <MouFields form={form} />
      </FormDialog>
      {conflict}
    </>
  );
}
