import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Controller } from 'react-hook-form';
import { api, ifMatch, read, type Versioned } from '@/shared/api';
import { FormDialog, Pair, PickMany, TextInput, useIdempotencyKey, useRecordForm } from '@/shared/forms';
import { languageName, languageOptions } from '@/shared/labels';
import { toast } from '@/shared/ui';
import { readOfficer, type Officer } from './queries';

interface Values {
  name: string;
  rank: string;
  email: string;
  languages: string[];
}

type Stored = Pick<Officer, 'name' | 'rank' | 'email' | 'languages'>;

const NOBODY: Versioned<Stored> = { data: { name: '', rank: null, email: null, languages: [] }, etag: '' };
const toValues = ({ name, rank, email, languages }: Stored): Values => ({ name, rank: rank ?? '', email: email ?? '', languages });
const orNull = (text: string | undefined) => (text === undefined ? undefined : text.trim() || null);

/** Undefined adds an officer to the agency of whoever is signed in. */
export default function OfficerDialog({ officer, onClose }: { officer: Versioned<Officer> | undefined; onClose: () => void }) {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const key = useIdempotencyKey();
  const languages = languageOptions();
  const { form, submit, busy, failure, conflict } = useRecordForm<Stored, Values>({
    record: officer ?? NOBODY,
    toValues,
    fields: {
      name: { label: 'Name' },
      rank: { label: 'Rank' },
      email: { label: 'Email' },
      languages: { label: 'Languages', show: (codes: string[]) => codes.map(languageName).join(', ') || '—' },
    },
    save: async ({ name, rank, email, languages: codes }, etag, all) => {
      if (officer) {
        await api.PATCH('/api/v1/officers/{officer_id}', {
          params: { path: { officer_id: officer.data.id }, header: ifMatch(etag) },
          body: { name: name?.trim(), rank: orNull(rank), email: orNull(email), languages: codes },
        });
        return;
      }
      try {
        const body = { name: all.name.trim(), rank: orNull(rank), email: orNull(email), languages: all.languages };
        const made = await read(api.POST('/api/v1/officers', { params: { header: key.header() }, body }));
        await navigate({ to: '/officers/$id', params: { id: made.id } });
      } catch (error) {
        key.answered(error);
        throw error;
      }
    },
    reload: () => (officer ? readOfficer(officer.data.id) : Promise.resolve(NOBODY)),
    onSaved: () => {
      void queryClient.invalidateQueries({ queryKey: ['officers'] });
      toast.done(officer ? 'Officer saved' : 'Officer added');
      onClose();
    },
  });
  const { errors } = form.formState;
  return (
    <>
      <FormDialog
        title={officer ? 'Edit officer' : 'Add officer'}
        submit={officer ? 'Save officer' : 'Add officer'}
        busy={busy}
        failure={failure}
        onSubmit={submit}
        onClose={onClose}
      >
        <TextInput label="Name" error={errors.name?.message} {...form.register('name', { required: 'Enter a name.' })} />
        <Pair>
          <TextInput label="Rank" optional error={errors.rank?.message} {...form.register('rank')} />
          <TextInput label="Email" optional type="email" error={errors.email?.message} {...form.register('email')} />
        </Pair>
        <Controller
          control={form.control}
          name="languages"
          render={({ field }) => (
            <PickMany
              label="Languages they can teach in"
              optional
              placeholder="Add a language"
              options={languages}
              value={field.value}
              onChange={field.onChange}
              error={errors.languages?.message}
            />
          )}
        />
      </FormDialog>
      {conflict}
    </>
  );
}
