import { useQueryClient } from '@tanstack/react-query';
import { api, ifMatch, type Versioned } from '@/shared/api';
import { DateField, FormDialog, useActionForm } from '@/shared/forms';
import { toast } from '@/shared/ui';
import { refreshInstruments, type Instrument } from './queries';

const today = () => new Date().toISOString().slice(0, 10);

/** Records that the instrument was signed; from then on it binds, and little of it can change. */
export default function SignDialog({ instrument, onClose }: { instrument: Versioned<Instrument>; onClose: () => void }) {
  const queryClient = useQueryClient();
  const { data, etag } = instrument;
  const { form, submit, busy, failure } = useActionForm({
    values: { signed_at: '' },
    fields: ['signed_at'],
    refresh: () => refreshInstruments(queryClient),
    send: ({ signed_at: day }) =>
      api.POST('/api/v1/instruments/{instrument_id}/sign', {
        params: { path: { instrument_id: data.id }, header: ifMatch(etag) },
        body: { signed_at: day ? `${day}T00:00:00Z` : null },
      }),
    onDone: () => {
      toast.done(`${data.number} signed`);
      onClose();
    },
  });
  return (
    <FormDialog
      title={`Sign ${data.number}`}
      subtitle="After this only the ceiling, the end of performance and the accounting data can be modified."
      size="sm"
      submit="Record signature"
      busy={busy}
      failure={failure}
      onSubmit={submit}
      onClose={onClose}
    >
      <DateField
        label="Signed on"
        optional
        hint="Left out: now."
        max={today()}
        error={form.formState.errors.signed_at?.message}
        {...form.register('signed_at')}
      />
    </FormDialog>
  );
}
