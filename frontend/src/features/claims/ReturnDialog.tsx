import { useQueryClient } from '@tanstack/react-query';
import { Plus, Trash2 } from 'lucide-react';
import { useFieldArray } from 'react-hook-form';
import { api, ifMatch, type Versioned } from '@/shared/api';
import { FormDialog, Select, TextInput, useActionForm } from '@/shared/forms';
import { expenseCategory } from '@/shared/labels';
import { Button, IconButton, toast } from '@/shared/ui';
import { refreshClaims, type Claim } from './queries';
import styles from './Review.module.css';

interface Values {
  defects: { expense_id: string; message: string }[];
}

/** Sends the claim back with every defect, not the first one: it is corrected once. */
export default function ReturnDialog({ claim, onClose }: { claim: Versioned<Claim>; onClose: () => void }) {
  const queryClient = useQueryClient();
  const { data, etag } = claim;
  const { form, submit, busy, failure } = useActionForm<Values>({
    values: { defects: [{ expense_id: '', message: '' }] },
    fields: ['defects'],
    refresh: () => refreshClaims(queryClient),
    send: ({ defects }) =>
      api.POST('/api/v1/claims/{claim_id}/return', {
        params: { path: { claim_id: data.id }, header: ifMatch(etag) },
        body: { defects: defects.map(({ expense_id: line, message }) => ({ expense_id: line || null, message: message.trim() })) },
      }),
    onDone: () => {
      toast.done(`${data.reference} returned`);
      onClose();
    },
  });
  const rows = useFieldArray({ control: form.control, name: 'defects' });
  const lines = data.lines.map(({ id, line_number: number, category }) => ({ value: id, label: `Line ${number}: ${expenseCategory(category)}` }));
  return (
    <FormDialog
      title={`Return ${data.reference}`}
      subtitle="Name every defect. Both reviews start over once it is handed in again."
      submit="Return claim"
      busy={busy}
      failure={failure}
      onSubmit={submit}
      onClose={onClose}
    >
      <ul className={styles.defects}>
        {rows.fields.map((row, index) => {
          const errors = form.formState.errors.defects?.[index];
          return (
            <li key={row.id}>
              <Select
                label={`Defect ${index + 1} at`}
                placeholder="The claim as a whole"
                options={lines}
                error={errors?.expense_id?.message}
                {...form.register(`defects.${index}.expense_id`)}
              />
              <TextInput
                label="What is wrong"
                maxLength={500}
                error={errors?.message?.message}
                {...form.register(`defects.${index}.message`, { validate: (value) => value.trim() !== '' || 'Say what is wrong, and what would put it right.' })}
              />
              <IconButton icon={Trash2} label={`Remove defect ${index + 1}`} disabled={rows.fields.length === 1} onClick={() => rows.remove(index)} />
            </li>
          );
        })}
      </ul>
      <div>
        <Button size="sm" icon={Plus} onClick={() => rows.append({ expense_id: '', message: '' })}>
          Another defect
        </Button>
      </div>
    </FormDialog>
  );
}
