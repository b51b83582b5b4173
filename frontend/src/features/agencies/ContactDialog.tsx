import { useQueryClient } from '@tanstack/react-query';
import { api, ifMatch, type Versioned } from '@/shared/api';
import { Checkbox, FormDialog, TextInput, useIdempotencyKey, useRecordForm } from '@/shared/forms';
import { toast } from '@/shared/ui';
import { readContact, refreshAgencies, type Contact } from './queries';

interface Values {
  name: string;
  title: string;
  email: string;
  phone: string;
  is_primary: boolean;
}

type Stored = Pick<Contact, 'name' | 'title' | 'email' | 'phone' | 'is_primary'>;

const NOBODY: Versioned<Stored> = { data: { name: '', title: null, email: null, phone: null, is_primary: false }, etag: '' };

const toValues = ({ name, title, email, phone, is_primary }: Stored): Values => ({
  name,
  title: title ?? '',
  email: email ?? '',
  phone: phone ?? '',
  is_primary,
});

const orNull = (text: string | undefined) => (text === undefined ? undefined : text.trim() || null);
const body = ({ name, title, email, phone, is_primary }: Partial<Values>) => ({
  name: name?.trim(),
  title: orNull(title),
  email: orNull(email),
  phone: orNull(phone),
  is_primary,
});

interface ContactDialogProps {
  agencyId: string;
  /** Undefined adds one. */
  contact: Versioned<Contact> | undefined;
  onClose: () => void;
}

export default function ContactDialog({ agencyId, contact, onClose }: ContactDialogProps) {
  const queryClient = useQueryClient();
  const key = useIdempotencyKey();
  const { form, submit, busy, failure, conflict } = useRecordForm<Stored, Values>({
    record: contact ?? NOBODY,
    toValues,
    fields: {
      name: { label: 'Name' },
      title: { label: 'Title' },
      email: { label: 'Email' },
      phone: { label: 'Phone' },
      is_primary: { label: 'Primary contact' },
    },
    save: async (changes, etag, all) => {
      if (contact) {
        await api.PATCH('/api/v1/agencies/{agency_id}/contacts/{contact_id}', {
          params: { path: { agency_id: agencyId, contact_id: contact.data.id }, header: ifMatch(etag) },
          body: body(changes),
        });
        return;
      }
      try {
        await api.POST('/api/v1/agencies/{agency_id}/contacts', {
          params: { path: { agency_id: agencyId }, header: key.header() },
          body: { ...body(all), name: all.name.trim(), is_primary: all.is_primary },
        });
      } catch (error) {
        key.answered(error);
        throw error;
      }
    },
    reload: () => (contact ? readContact(agencyId, contact.data.id) : Promise.resolve(NOBODY)),
    onSaved: () => {
      void refreshAgencies(queryClient);
      toast.done(contact ? 'Contact saved' : 'Contact added');
      onClose();
    },
  });
  const { errors } = form.formState;
  return (
    <>
      <FormDialog
        title={contact ? 'Edit contact' : 'Add contact'}
        size="sm"
        submit={contact ? 'Save contact' : 'Add contact'}
        busy={busy}
        failure={failure}
        onSubmit={submit}
        onClose={onClose}
      >
        <TextInput label="Name" error={errors.name?.message} {...form.register('name', { required: 'Enter a name.' })} />
        <TextInput label="Title" optional error={errors.title?.message} {...form.register('title')} />
        <TextInput label="Email" optional type="email" error={errors.email?.message} {...form.register('email')} />
        <TextInput label="Phone" optional type="tel" error={errors.phone?.message} {...form.register('phone')} />
        <Checkbox label="Primary contact" hint="Takes the place of the present one." {...form.register('is_primary')} />
      </FormDialog>
      {conflict}
    </>
  );
}
