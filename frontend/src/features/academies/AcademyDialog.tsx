import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { api, ifMatch, read, type Versioned } from '@/shared/api';
import { Combobox, FormDialog, Pair, Select, TextInput, useIdempotencyKey, useRecordForm } from '@/shared/forms';
import { useCountryOptions } from '@/shared/reference';
import { Button, ConfirmDialog, toast } from '@/shared/ui';
import { readAcademy, type Academy } from './queries';

interface Values {
  code: string;
  name: string;
  city: string;
  host_country: string;
  country: string;
  established: string;
  region_served: string;
  status: string;
  longitude: string;
  latitude: string;
}

const NEW = {
  code: '',
  name: '',
  city: '',
  host_country: '',
  country: null,
  established: new Date().getFullYear(),
  region_served: '',
  status: 'operating' as const,
  longitude: 0,
  latitude: 0,
};
type Stored = Pick<Academy, keyof typeof NEW>;

const STATUSES = [
  { value: 'operating', label: 'Operating' },
  { value: 'unlisted', label: 'Unlisted' },
];
const degrees = (most: number) => ({
  required: 'Enter degrees, such as 14.6.',
  validate: (value: string) => Math.abs(Number(value)) <= most || `Enter degrees from −${most} to ${most}.`,
});
const TEXTS = ['code', 'name', 'city', 'host_country', 'region_served'] as const;
const NUMBERS = ['established', 'longitude', 'latitude'] as const;

/** Texts without outer blanks, numbers as numbers, no country as null. */
function toBody(values: Partial<Values>): Record<string, unknown> {
  const body: Record<string, unknown> = {};
  for (const name of TEXTS) if (values[name] !== undefined) body[name] = values[name].trim();
  for (const name of NUMBERS) if (values[name] !== undefined) body[name] = Number(values[name]);
  if (values.country !== undefined) body.country = values.country || null;
  if (values.status !== undefined) body.status = values.status;
  return body;
}

/** Undefined adds one. */
export default function AcademyDialog({ academy, onClose }: { academy: Versioned<Academy> | undefined; onClose: () => void }) {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const key = useIdempotencyKey();
  const countries = useCountryOptions();
  const [asking, setAsking] = useState(false);
  const [removing, setRemoving] = useState(false);
  const { form, submit, busy, failure, conflict } = useRecordForm<Stored, Values>({
    record: academy ?? { data: NEW, etag: '' },
    toValues: ({ country, established, longitude, latitude, ...texts }) => ({
      ...texts,
      country: country?.genc3 ?? '',
      established: String(established),
      longitude: String(longitude),
      latitude: String(latitude),
    }),
    fields: {
      code: { label: 'Code' },
      name: { label: 'Name' },
      city: { label: 'City' },
      host_country: { label: 'Host country' },
      country: { label: 'Partner country' },
      established: { label: 'Since' },
      region_served: { label: 'Serves' },
      status: { label: 'Status' },
      longitude: { label: 'Longitude' },
      latitude: { label: 'Latitude' },
    },
    save: async (changes, etag, all) => {
      if (academy) {
        await api.PATCH('/api/v1/academies/{academy_id}', {
          params: { path: { academy_id: academy.data.id }, header: ifMatch(etag) },
          body: toBody(changes) as never,
        });
        return;
      }
      const { status: _, ...body } = toBody(all);
      const made = await read(api.POST('/api/v1/academies', { params: { header: key.header() }, body: body as never }));
      await navigate({ to: '/academies/$id', params: { id: made.id } });
    },
    reload: () => readAcademy(academy?.data.id ?? ''),
    onSaved: () => {
      void queryClient.invalidateQueries({ queryKey: ['academies'] });
      toast.done(academy ? 'Academy saved' : 'Academy added');
      onClose();
    },
  });
  const remove = async () => {
    if (!academy) return;
    setRemoving(true);
    try {
      await api.DELETE('/api/v1/academies/{academy_id}', { params: { path: { academy_id: academy.data.id }, header: ifMatch(academy.etag) } });
      await navigate({ to: '/academies' });
      void queryClient.invalidateQueries({ queryKey: ['academies', 'list'] });
      toast.done('Academy removed');
    } catch (error) {
      toast.failed(error);
      setRemoving(false);
      setAsking(false);
    }
  };
  const { errors } = form.formState;
  const country = form.watch('country');
  return (
    <>
      <FormDialog
        title={academy ? 'Edit academy' : 'Add an academy'}
        submit={academy ? 'Save academy' : 'Add academy'}
        busy={busy}
        failure={failure}
        onSubmit={submit}
        onClose={onClose}
      >
        {academy ? null : (
          <TextInput
            label="Code"
            hint="Capital letters and hyphens, such as ILEA-BUD."
            maxLength={20}
            error={errors.code?.message}
            {...form.register('code', { pattern: { value: /^\s*[A-Z0-9]+(-[A-Z0-9]+)*\s*$/, message: 'Write a code such as ILEA-BUD.' }, required: 'Enter a code.' })}
          />
        )}
        <TextInput label="Name" maxLength={160} error={errors.name?.message} {...form.register('name', { required: 'Enter a name.' })} />
        <Pair>
          <TextInput label="City" maxLength={80} error={errors.city?.message} {...form.register('city', { required: 'Enter the city.' })} />
          <TextInput label="Host country" maxLength={80} error={errors.host_country?.message} {...form.register('host_country', { required: 'Enter the country.' })} />
        </Pair>
        <Combobox
          label="Partner country"
          optional
          hint="Where the host is one: Roswell’s is not."
          options={countries}
          value={countries.find(({ value }) => value === country) ?? null}
          onChange={(next) => form.setValue('country', next?.value ?? '')}
          error={errors.country?.message}
        />
        <TextInput label="Serves" maxLength={200} error={errors.region_served?.message} {...form.register('region_served', { required: 'Say which region it serves.' })} />
        <Pair>
          <TextInput label="Since" inputMode="numeric" error={errors.established?.message} {...form.register('established', { pattern: { value: /^\s*\d{4}\s*$/, message: 'Enter a year.' } })} />
          {academy ? <Select label="Status" options={STATUSES} error={errors.status?.message} {...form.register('status')} /> : null}
        </Pair>
        <Pair>
          <TextInput label="Latitude" inputMode="decimal" error={errors.latitude?.message} {...form.register('latitude', degrees(90))} />
          <TextInput label="Longitude" inputMode="decimal" error={errors.longitude?.message} {...form.register('longitude', degrees(180))} />
        </Pair>
        {academy ? (
          <div>
            <Button variant="danger" size="sm" icon={Trash2} onClick={() => setAsking(true)}>
              Remove this academy
            </Button>
          </div>
        ) : null}
      </FormDialog>
      <ConfirmDialog
        open={asking}
        danger
        title={`Remove ${academy?.data.name ?? ''}?`}
        confirm="Remove academy"
        busy={removing}
        onClose={() => setAsking(false)}
        onConfirm={() => void remove()}
      >
        Only an academy without courses can be removed. Set its status to unlisted instead if it had some.
      </ConfirmDialog>
      {conflict}
    </>
  );
}
