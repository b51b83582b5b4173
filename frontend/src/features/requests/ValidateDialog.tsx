import { useQueryClient } from '@tanstack/react-query';
import { api, ifMatch, type Versioned } from '@/shared/api';
import { FormDialog, MoneyField, TextInput, useActionForm } from '@/shared/forms';
import { toast } from '@/shared/ui';
import { refreshRequests, type Request } from './queries';

/** Opens a submitted request: what pays is named, and how much of it is set aside. */
export default function ValidateDialog({ request, onClose }: { request: Versioned<Request>; onClose: () => void }) {
  const queryClient = useQueryClient();
  const { data: record, etag } = request;
  const { form, submit, busy, failure } = useActionForm({
    values: { funding_source: '', funds: '' },
    fields: ['funding_source', 'funds'],
    refresh: () => refreshRequests(queryClient),
    send: ({ funding_source, funds }) =>
      api.POST('/api/v1/requests/{request_id}/validate', {
        params: { path: { request_id: record.id }, header: ifMatch(etag) },
        body: { funding_source, funds: { amount: funds.replaceAll(',', '').trim(), currency: 'USD' } },
      }),
    onDone: () => {
      toast.done(`${record.reference} is open: agencies can be asked`);
      onClose();
    },
  });
  const errors = form.formState.errors;
  return (
    <FormDialog
      title="Validate this request"
      subtitle="Agencies can then be asked. The need itself can no longer be changed."
      size="sm"
      submit="Validate and open"
      busy={busy}
      failure={failure}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextInput
        label="Funding source"
        hint="The fund that pays, as finance knows it."
        maxLength={120}
        error={errors.funding_source?.message}
        {...form.register('funding_source', { required: 'Name the funding source.' })}
      />
      <MoneyField
        label="Set aside"
        hint="Accepted offers stay within it. Agencies do not see it."
        error={errors.funds?.message}
        {...form.register('funds', {
          required: 'Enter an amount.',
          pattern: { value: /^\s*[\d,]+(\.\d{1,2})?\s*$/, message: 'An amount such as 60000.00.' },
        })}
      />
    </FormDialog>
  );
}
