import { useQueryClient } from '@tanstack/react-query';
import { useCan } from '@/shared/access';
import { api, ifMatch, type Versioned } from '@/shared/api';
import { DateField, FormDialog, Select, useActionForm } from '@/shared/forms';
import { toast } from '@/shared/ui';
import { refreshMous, type Mou } from './queries';

type Party = 'inl' | 'agency';

const today = () => new Date().toISOString().slice(0, 10);

/** Records a signature as it was given on paper. */
export default function SignDialog({ mou, onClose }: { mou: Versioned<Mou>; onClose: () => void }) {
  const can = useCan();
  const queryClient = useQueryClient();
  const record = mou.data;
  const parties = [
    ...(can('mous:edit') && !record.inl_signed_on ? [{ value: 'inl', label: 'INL' }] : []),
    ...(record.agency_signed_on ? [] : [{ value: 'agency', label: record.agency.name }]),
  ];
  const { form, submit, busy, failure } = useActionForm<{ party: Party; signed_on: string }>({
    values: { party: (parties[0]?.value ?? 'agency') as Party, signed_on: today() },
    fields: ['party', 'signed_on'],
    refresh: () => refreshMous(queryClient),
    send: (body) =>
      api.POST('/api/v1/mous/{mou_id}/sign', { params: { path: { mou_id: record.id }, header: ifMatch(mou.etag) }, body }),
    onDone: () => {
      toast.done('Signature recorded');
      onClose();
    },
  });
  const { errors } = form.formState;
  return (
    <FormDialog
      title="Record a signature"
      subtitle="With both, the agreement comes into force on its first day."
      size="sm"
      submit="Record signature"
      busy={busy}
      failure={failure}
      onSubmit={submit}
      onClose={onClose}
    >
      <Select label="Signed by" options={parties} error={errors.party?.message} {...form.register('party')} />
      <DateField label="Signed on" max={today()} error={errors.signed_on?.message} {...form.register('signed_on', { required: 'Enter the day.' })} />
    </FormDialog>
  );
}
