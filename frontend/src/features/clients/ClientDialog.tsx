import { useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { Controller } from 'react-hook-form';
import { api, ifMatch, read, type Versioned } from '@/shared/api';
import { DateField, FormDialog, PickMany, Textarea, TextInput, useIdempotencyKey, useRecordForm } from '@/shared/forms';
import { toast } from '@/shared/ui';
import { readClient, refreshClients, SCOPES, type ServiceClient } from './queries';

interface Values {
  name: string;
  contact: string;
  purpose: string;
  scopes: string[];
  networks: string;
  rate: string;
  expires: string;
}

type Stored = Pick<ServiceClient, 'name' | 'contact' | 'purpose' | 'scopes' | 'allowed_networks' | 'requests_per_minute' | 'expires_at'>;

const NOBODY: Versioned<Stored> = {
  data: { name: '', contact: '', purpose: '', scopes: [], allowed_networks: [], requests_per_minute: null, expires_at: null },
  etag: '',
};
const SCOPE_OPTIONS = SCOPES.map((scope) => ({ value: scope, label: scope }));

const toValues = (client: Stored): Values => ({
  name: client.name,
  contact: client.contact,
  purpose: client.purpose,
  scopes: client.scopes,
  networks: client.allowed_networks.join('\n'),
  rate: client.requests_per_minute?.toString() ?? '',
  expires: client.expires_at?.slice(0, 10) ?? '',
});

const text = (value: string | undefined) => value?.trim();
const networks = (value: string | undefined) => value?.split(/[\s,]+/).filter(Boolean);
const rate = (value: string | undefined) => (value === undefined ? undefined : value.trim() ? Number(value) : null);
/** To the end of that day. */
const expiry = (value: string | undefined) => (value === undefined ? undefined : value ? `${value}T23:59:59Z` : null);

interface ClientDialogProps {
  /** Undefined adds one. */
  client: Versioned<ServiceClient> | undefined;
  onClose: () => void;
  onSaved: (id: string) => void;
}

export default function ClientDialog({ client, onClose, onSaved }: ClientDialogProps) {
  const queryClient = useQueryClient();
  const key = useIdempotencyKey();
  const made = useRef(client?.data.id ?? '');
  const { form, submit, busy, failure, conflict } = useRecordForm<Stored, Values>({
    record: client ?? NOBODY,
    toValues,
    fields: {
      name: { label: 'Name' },
      contact: { label: 'Contact' },
      purpose: { label: 'Purpose' },
      scopes: { label: 'May' },
      networks: { label: 'Networks' },
      rate: { label: 'Requests a minute' },
      expires: { label: 'Ends on' },
    },
    aliases: { allowed_networks: 'networks', requests_per_minute: 'rate', expires_at: 'expires' },
    save: async (changed, etag, all) => {
      if (client) {
        await api.PATCH('/api/v1/service-clients/{client_id}', {
          params: { path: { client_id: client.data.id }, header: ifMatch(etag) },
          body: {
            name: text(changed.name),
            contact: text(changed.contact),
            purpose: text(changed.purpose),
            scopes: changed.scopes,
            allowed_networks: networks(changed.networks),
            requests_per_minute: rate(changed.rate),
            expires_at: expiry(changed.expires),
          },
        });
        return;
      }
      try {
        const answer = await read(
          api.POST('/api/v1/service-clients', {
            params: { header: key.header() },
            body: {
              name: all.name.trim(),
              contact: all.contact.trim(),
              purpose: all.purpose.trim(),
              scopes: all.scopes,
              allowed_networks: networks(all.networks) ?? [],
              requests_per_minute: rate(all.rate) ?? null,
              expires_at: expiry(all.expires) ?? null,
            },
          }),
        );
        made.current = answer.id;
      } catch (error) {
        key.answered(error);
        throw error;
      }
    },
    reload: () => (client ? readClient(client.data.id) : Promise.resolve(NOBODY)),
    onSaved: () => {
      toast.done(client ? 'Client saved' : 'Client added');
      void refreshClients(queryClient);
      onSaved(made.current);
    },
  });
  const { register, control, formState } = form;
  const { errors } = formState;
  return (
    <>
      <FormDialog
        title={client ? 'Edit client' : 'Add API client'}
        subtitle={client ? client.data.name : 'A system that reads or writes here under a name of its own.'}
        size="lg"
        submit={client ? 'Save client' : 'Add client'}
        busy={busy}
        failure={failure}
        onSubmit={submit}
        onClose={onClose}
      >
        <TextInput
          label="Name"
          hint="The history shows it as the one who acted."
          maxLength={200}
          error={errors.name?.message}
          {...register('name', { required: 'Enter a name.' })}
        />
        <TextInput
          label="Contact"
          hint="Whom to ask about it: a team rather than a person."
          maxLength={200}
          error={errors.contact?.message}
          {...register('contact', { required: 'Say whom to ask.' })}
        />
        <Textarea
          label="Purpose"
          maxLength={500}
          rows={2}
          error={errors.purpose?.message}
          {...register('purpose', { required: 'Say what it is for.' })}
        />
        <Controller
          control={control}
          name="scopes"
          rules={{ validate: (value) => value.length > 0 || 'Choose what it may do.' }}
          render={({ field }) => (
            <PickMany
              label="May"
              hint="As little as it needs. A smaller choice holds at once, for all its tokens."
              options={SCOPE_OPTIONS}
              value={field.value}
              onChange={field.onChange}
              error={errors.scopes?.message}
            />
          )}
        />
        <Textarea
          label="Networks it may call from"
          optional
          rows={2}
          hint="One a line, such as 192.0.2.0/24. None: from anywhere."
          error={errors.networks?.message}
          {...register('networks')}
        />
        <TextInput
          label="Requests a minute"
          optional
          inputMode="numeric"
          hint="Left empty: as many as everybody."
          error={errors.rate?.message}
          {...register('rate', { validate: (value) => !value.trim() || /^[1-9]\d{0,6}$/.test(value.trim()) || 'Enter a whole number.' })}
        />
        <DateField label="Ends on" optional error={errors.expires?.message} {...register('expires')} />
      </FormDialog>
      {conflict}
    </>
  );
}
