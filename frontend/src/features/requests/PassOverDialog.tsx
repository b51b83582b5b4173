import { api } from '@/shared/api';
import { FormDialog, Select, useActionForm } from '@/shared/forms';
import { toast } from '@/shared/ui';
import { asSeen, PASS_OVER_CODES } from './offers';
import type { Offer } from './queries';

type Code = (typeof PASS_OVER_CODES)[number]['value'];

interface PassOverDialogProps {
  offer: Offer | undefined;
  refresh: () => Promise<unknown>;
  onClose: () => void;
}

/** Choosing otherwise, for a reason that says nothing of the agency. */
export default function PassOverDialog({ offer, refresh, onClose }: PassOverDialogProps) {
  const { form, submit, busy, failure } = useActionForm<{ code: Code }>({
    values: { code: 'need_met' },
    fields: ['code'],
    refresh,
    send: async ({ code }) => {
      if (!offer) return;
      await api.POST('/api/v1/offers/{offer_id}/pass-over', {
        params: { path: { offer_id: offer.id }, header: asSeen(offer) },
        body: { code },
      });
    },
    onDone: () => {
      toast.done('Offer passed over');
      onClose();
    },
  });
  return (
    <FormDialog
      title={`Pass over the offer of ${offer?.agency.name ?? 'this agency'}?`}
      subtitle="The agency is told this reason. It changes nothing in how it is ranked or asked again."
      size="sm"
      submit="Pass over"
      busy={busy}
      failure={failure}
      onSubmit={submit}
      onClose={onClose}
    >
      <Select label="Reason" options={PASS_OVER_CODES} error={form.formState.errors.code?.message} {...form.register('code')} />
    </FormDialog>
  );
}
