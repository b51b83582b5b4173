import { useQueryClient } from '@tanstack/react-query';
import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { api, ifMatch, type Versioned } from '@/shared/api';
import { DateField, FormDialog, Pair, Select, TextInput, useIdempotencyKey, useRecordForm } from '@/shared/forms';
import { formatDate } from '@/shared/format';
import { Button, ConfirmDialog, toast } from '@/shared/ui';
import { credentialName, CREDENTIALS, readCredential, type CredentialRow, type CredentialType } from './queries';

interface Values {
  type: string;
  number: string;
  issued_on: string;
  expires_on: string;
  evidence: string;
}

type Stored = Pick<CredentialRow, 'type' | 'number' | 'issued_on' | 'expires_on' | 'evidence'>;

const NEW: Versioned<Stored> = {
  data: { type: 'predeployment_training', number: null, issued_on: '', expires_on: null, evidence: null },
  etag: '',
};
const toValues = ({ type, number, issued_on, expires_on, evidence }: Stored): Values => ({
  type,
  number: number ?? '',
  issued_on,
  expires_on: expires_on ?? '',
  evidence: evidence ?? '',
});
const orNull = (text: string | undefined) => (text === undefined ? undefined : text.trim() || null);

interface CredentialDialogProps {
  officerId: string;
  /** Undefined adds one. */
  credential: Versioned<CredentialRow> | undefined;
  onClose: () => void;
}

export default function CredentialDialog({ officerId, credential, onClose }: CredentialDialogProps) {
  const queryClient = useQueryClient();
  const key = useIdempotencyKey();
  const [asking, setAsking] = useState(false);
  const [removing, setRemoving] = useState(false);
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['officers'] });
  const { form, submit, busy, failure, conflict } = useRecordForm<Stored, Values>({
    record: credential ?? NEW,
    toValues,
    fields: {
      type: { label: 'Kind', show: credentialName },
      number: { label: 'Number' },
      issued_on: { label: 'Issued on', show: (day: string) => formatDate(day) },
      expires_on: { label: 'Ends on', show: (day: string) => formatDate(day) },
      evidence: { label: 'Evidence' },
    },
    save: async ({ number, issued_on, expires_on, evidence }, etag, all) => {
      const body = { number: orNull(number), expires_on: orNull(expires_on), evidence: orNull(evidence) };
      if (credential) {
        await api.PATCH('/api/v1/officers/{officer_id}/credentials/{credential_id}', {
          params: { path: { officer_id: officerId, credential_id: credential.data.id }, header: ifMatch(etag) },
          body: { ...body, issued_on },
        });
        return;
      }
      try {
        await api.POST('/api/v1/officers/{officer_id}/credentials', {
          params: { path: { officer_id: officerId }, header: key.header() },
          body: { ...body, type: all.type as CredentialType, issued_on: all.issued_on },
        });
      } catch (error) {
        key.answered(error);
        throw error;
      }
    },
    reload: () => (credential ? readCredential(officerId, credential.data.id) : Promise.resolve(NEW)),
    onSaved: () => {
      void refresh();
      toast.done(credential ? 'Credential saved' : 'Credential added');
      onClose();
    },
  });
  const { errors } = form.formState;
  const remove = async () => {
    if (!credential) return;
    setRemoving(true);
    try {
      await api.DELETE('/api/v1/officers/{officer_id}/credentials/{credential_id}', {
        params: { path: { officer_id: officerId, credential_id: credential.data.id }, header: ifMatch(credential.etag) },
      });
      void refresh();
      toast.done('Credential removed');
      onClose();
    } catch (error) {
      toast.failed(error);
      setAsking(false);
    } finally {
      setRemoving(false);
    }
  };
  return (
    <>
      <FormDialog
        title={credential ? credentialName(credential.data.type) : 'Add credential'}
        submit={credential ? 'Save credential' : 'Add credential'}
        busy={busy}
        failure={failure}
        onSubmit={submit}
        onClose={onClose}
      >
        {credential ? null : <Select label="Kind" options={CREDENTIALS} error={errors.type?.message} {...form.register('type')} />}
        <TextInput label="Number" optional error={errors.number?.message} {...form.register('number')} />
        <Pair>
          <DateField label="Issued on" error={errors.issued_on?.message} {...form.register('issued_on', { required: 'Enter the day of issue.' })} />
          <DateField label="Ends on" optional error={errors.expires_on?.message} {...form.register('expires_on')} />
        </Pair>
        <TextInput label="Evidence" optional hint="Where the document is kept." error={errors.evidence?.message} {...form.register('evidence')} />
        {credential ? (
          <div>
            <Button size="sm" variant="ghost" icon={Trash2} onClick={() => setAsking(true)}>
              Remove this credential
            </Button>
          </div>
        ) : null}
      </FormDialog>
      <ConfirmDialog open={asking} title="Remove this credential?" confirm="Remove credential" danger busy={removing} onClose={() => setAsking(false)} onConfirm={() => void remove()}>
        Activities that rely on it ask for it again.
      </ConfirmDialog>
      {conflict}
    </>
  );
}
