import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, read } from '@/shared/api';
import type { components } from '@/shared/api/schema';
import { Field, FormDialog, useActionForm } from '@/shared/forms';
import { plural } from '@/shared/format';
import { Notice, toast } from '@/shared/ui';
import { refreshRuns, type PaymentRun, type RunConfirmations } from './queries';

async function hand(runId: string, file: File): Promise<RunConfirmations> {
  const form = new FormData();
  form.set('file', file);
  return read(
    api.POST('/api/v1/payment-runs/{run_id}/answer-file', {
      params: { path: { run_id: runId } },
      body: form as unknown as components['schemas']['AnswerFile'],
      bodySerializer: (body) => body as unknown as FormData,
    }),
  );
}

/** `2 confirmed, 1 returned`, without what did not happen. */
function told({ confirmed, returned, repeated }: RunConfirmations): string {
  const parts = [
    [confirmed, 'confirmed'],
    [returned, 'returned'],
    [repeated, 'taken before'],
  ] as const;
  return parts
    .filter(([count]) => count > 0)
    .map(([count, word]) => `${count} ${word}`)
    .join(', ');
}

/** The Treasury's answer as a file: what can be taken is, and the rows that cannot are listed with their lines. */
export default function AnswerFileDialog({ run, onClose }: { run: PaymentRun; onClose: () => void }) {
  const queryClient = useQueryClient();
  const [file, setFile] = useState<File>();
  const [answer, setAnswer] = useState<RunConfirmations>();
  const { form, submit, busy, failure } = useActionForm({
    values: { file: '' },
    fields: ['file'],
    refresh: () => refreshRuns(queryClient),
    send: async () => {
      setAnswer(undefined);
      if (!file) return;
      const found = await hand(run.id, file);
      if (found.refused > 0) {
        setAnswer(found);
        return;
      }
      toast.done(`${run.reference}: ${told(found)}`);
      onClose();
    },
    onDone: () => undefined,
  });
  const taken = answer ? told(answer) : '';
  return (
    <FormDialog
      title="Upload the Treasury’s answer"
      subtitle={`For the claims of ${run.reference}. Rows that were taken before change nothing.`}
      submit="Take answer"
      busy={busy}
      failure={failure}
      onSubmit={submit}
      onClose={onClose}
    >
      <Field
        label="File"
        hint="The payment file with the columns treasury_reference and on added; outcome (paid or returned) and reason where a claim was returned."
        error={form.formState.errors.file?.message}
      >
        {(ids) => (
          <input
            {...ids}
            type="file"
            accept=".csv,text/csv"
            {...form.register('file', { required: 'Choose a file.', onChange: (event: { target: HTMLInputElement }) => setFile(event.target.files?.[0]) })}
          />
        )}
      </Field>
      {answer ? (
        <Notice tone="warn" role="alert">
          {plural(answer.refused, 'row')} could not be taken{taken ? `; ${taken}` : ''}. Correct the file and upload it again as a whole.
          <ul>
            {answer.rows
              .filter(({ result }) => result === 'refused')
              .map((row) => (
                <li key={row.row}>
                  Line {row.line}
                  {row.claim ? `, ${row.claim}` : ''}: {row.message}
                </li>
              ))}
          </ul>
        </Notice>
      ) : null}
    </FormDialog>
  );
}
