import { Controller, useWatch } from 'react-hook-form';
import { roleName } from '@/shared/access';
import { api, ifMatch, type Versioned } from '@/shared/api';
import { Choices, Combobox, FormDialog, TextInput, useIdempotencyKey, useRecordForm, type ComboboxOption } from '@/shared/forms';
import { AgencyPicker, OfficerPicker } from '@/shared/pickers';
import { usePostOptions } from '@/shared/reference';
import { Notice, toast } from '@/shared/ui';
import { readUser, ROLES, type Role, type User } from './queries';

interface Values {
  name: string;
  email: string;
  password: string;
  roles: string[];
  agency: ComboboxOption | null;
  officer: ComboboxOption | null;
  post: ComboboxOption | null;
}

type Stored = Pick<User, 'name' | 'email' | 'roles' | 'agency' | 'officer' | 'post'>;

const NOBODY: Versioned<Stored> = { data: { name: '', email: '', roles: [], agency: null, officer: null, post: null }, etag: '' };

const asOption = (link: { id: string; name: string } | null): ComboboxOption | null =>
  link && { value: link.id, label: link.name };

const toValues = ({ name, email, roles, agency, officer, post }: Stored): Values => ({
  name,
  email,
  password: '',
  roles,
  agency: asOption(agency),
  officer: asOption(officer),
  post: asOption(post),
});

const id = (option: ComboboxOption | null | undefined) => (option === undefined ? undefined : (option?.value ?? null));
const shown = (option: ComboboxOption | null) => option?.label ?? '—';

/** Other systems are API clients, not people. */
const PERSONAL = ROLES.filter(({ value }) => value !== 'service_client');

/** The messages of the server name the ids; the form has the records. */
const TIES = [
  ['agency', 'agency_id'],
  ['officer', 'officer_id'],
  ['post', 'post_id'],
] as const;

interface UserDialogProps {
  /** Undefined adds one. */
  user: Versioned<User> | undefined;
  onClose: () => void;
  onSaved: () => void;
}

export default function UserDialog({ user, onClose, onSaved }: UserDialogProps) {
  const key = useIdempotencyKey();
  const posts = usePostOptions();
  const { form, submit, busy, failure, conflict } = useRecordForm<Stored, Values>({
    record: user ?? NOBODY,
    toValues,
    fields: {
      name: { label: 'Name' },
      email: { label: 'Email' },
      password: { label: 'New password', show: (text: string) => (text ? 'Changed' : '—') },
      roles: { label: 'Roles', show: (roles: string[]) => roles.map(roleName).join(', ') },
      agency: { label: 'Agency', show: shown },
      officer: { label: 'Officer', show: shown },
      post: { label: 'Post', show: shown },
    },
    aliases: Object.fromEntries(TIES.map(([field, wire]) => [wire, field])),
    save: async ({ name, password, roles, agency, officer, post }, etag, all) => {
      const changed = { name: name?.trim(), roles: roles as Role[] | undefined, password: password || undefined };
      const ties = { agency_id: id(agency), officer_id: id(officer), post_id: id(post) };
      if (user) {
        await api.PATCH('/api/v1/users/{user_id}', {
          params: { path: { user_id: user.data.id }, header: ifMatch(etag) },
          body: { ...changed, ...ties },
        });
        return;
      }
      try {
        await api.POST('/api/v1/users', {
          params: { header: key.header() },
          body: { ...changed, ...ties, email: all.email.trim(), name: all.name.trim(), roles: all.roles as Role[] },
        });
      } catch (error) {
        key.answered(error);
        throw error;
      }
    },
    reload: () => (user ? readUser(user.data.id) : Promise.resolve(NOBODY)),
    onSaved: () => {
      toast.done(user ? 'Account saved' : 'Account added');
      onSaved();
    },
  });
  const { register, control, formState } = form;
  const { errors } = formState;
  const roles = useWatch({ control, name: 'roles' });
  const agency = useWatch({ control, name: 'agency' });
  const has = (...wanted: string[]) => wanted.some((role) => roles.includes(role));

  return (
    <>
      <FormDialog
        title={user ? 'Edit account' : 'Add person'}
        subtitle={user?.data.email}
        size="lg"
        submit={user ? 'Save account' : 'Add person'}
        busy={busy}
        failure={failure}
        onSubmit={submit}
        onClose={onClose}
      >
        {user ? <Notice>Changing roles or password signs this account out everywhere.</Notice> : null}
        <TextInput label="Name" error={errors.name?.message} {...register('name', { required: 'Enter a name.' })} />
        {user ? null : (
          <TextInput
            label="Email"
            type="email"
            error={errors.email?.message}
            {...register('email', { required: 'Enter an email.', pattern: { value: /^\S+@\S+$/, message: 'An email has an @ and no spaces.' } })}
          />
        )}
        <TextInput
            label={user ? 'New password' : 'First password'}
            optional={user !== undefined}
            type="password"
            autoComplete="new-password"
            hint="At least 12 characters. Hand it over in person or by phone."
            error={errors.password?.message}
            {...register('password', {
              required: user ? false : 'Enter a first password.',
              minLength: { value: 12, message: 'At least 12 characters.' },
            })}
          />
        <Controller
          control={control}
          name="roles"
          rules={{ validate: (value) => value.length > 0 || 'Choose at least one role.' }}
          render={({ field }) => (
            <Choices legend="Roles" options={PERSONAL} value={field.value} onChange={field.onChange} error={errors.roles?.message} />
          )}
        />
        {has('agency_coordinator', 'officer') || agency ? (
          <Controller
            control={control}
            name="agency"
            render={({ field }) => (
              <AgencyPicker label="Agency" error={errors.agency?.message} value={field.value} onChange={field.onChange} />
            )}
          />
        ) : null}
        {has('officer') ? (
          <Controller
            control={control}
            name="officer"
            render={({ field }) => (
              <OfficerPicker label="Officer’s record" agencyId={agency?.value} error={errors.officer?.message} value={field.value} onChange={field.onChange} />
            )}
          />
        ) : null}
        {has('post') ? (
          <Controller
            control={control}
            name="post"
            render={({ field }) => (
              <Combobox label="Post" placeholder="Find a post" options={posts} error={errors.post?.message} value={field.value} onChange={field.onChange} />
            )}
          />
        ) : null}
      </FormDialog>
      {conflict}
    </>
  );
}
