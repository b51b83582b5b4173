import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, read, readAll } from '@/shared/api';
import { Combobox, DateField, FormDialog, Pair, Select, TextInput, useActionForm, type ComboboxOption } from '@/shared/forms';
import { Segmented, toast } from '@/shared/ui';
import { refreshVetting } from '@/shared/vetting';
import type { Activity } from './queries';

const NEW_UNIT = 'new';
const SEXES = [
  { value: 'undisclosed', label: 'Not disclosed' },
  { value: 'female', label: 'Female' },
  { value: 'male', label: 'Male' },
];
const WAYS = [
  { value: 'known', label: 'On record' },
  { value: 'new', label: 'New person' },
];

const knownPeople = () => readAll((after) => read(api.GET('/api/v1/foreign-participants', { params: { query: { limit: 200, after } } })));
const knownUnits = () => readAll((after) => read(api.GET('/api/v1/units', { params: { query: { limit: 200, after } } })));

/** Puts somebody on the list: a person on record, or a new one with the unit. Birth data goes to vetting alone. */
export default function ParticipantDialog({ activity, onClose }: { activity: Activity; onClose: () => void }) {
  const queryClient = useQueryClient();
  const [way, setWay] = useState('known');
  const [person, setPerson] = useState<ComboboxOption | null>(null);
  const people = useQuery({ queryKey: ['vetting', 'people'], queryFn: knownPeople });
  const units = useQuery({ queryKey: ['vetting', 'units'], queryFn: knownUnits });
  const country = activity.country?.genc3 ?? '';
  const { form, submit, busy, failure } = useActionForm({
    values: { name: '', rank: '', sex: 'undisclosed', unit_id: '', unit_name: '', location: '', birth_date: '', birth_place: '', participant_id: '' },
    fields: ['name', 'rank', 'sex', 'unit_id', 'unit_name', 'location', 'birth_date', 'birth_place'],
    refresh: () => refreshVetting(queryClient),
    send: async (values) => {
      let id = person?.value;
      if (way === 'new') {
        let unit: string | null = values.unit_id || null;
        if (unit === NEW_UNIT) {
          const made = await read(
            api.POST('/api/v1/units', { body: { country, name: values.unit_name.trim(), location: values.location.trim() || null } }),
          );
          unit = made.id;
          form.setValue('unit_id', made.id);
          void units.refetch();
        }
        const made = await read(
          api.POST('/api/v1/foreign-participants', {
            body: {
              country,
              name: values.name.trim(),
              rank: values.rank.trim() || null,
              sex: values.sex as 'female',
              unit_id: unit,
              birth_date: values.birth_date || null,
              birth_place: values.birth_place.trim() || null,
            },
          }),
        );
        id = made.id;
        setPerson({ value: made.id, label: made.name });
        setWay('known');
        void people.refetch();
      }
      if (!id) return;
      await api.POST('/api/v1/activities/{activity_id}/participants', { params: { path: { activity_id: activity.id } }, body: { participant_id: id } });
    },
    onDone: () => {
      toast.done('Participant added');
      onClose();
    },
  });
  const { errors } = form.formState;
  const unit = form.watch('unit_id');
  const options = (people.data ?? []).map(({ id, name, rank, unit: of }) => ({ value: id, label: name, note: [rank, of?.name].filter(Boolean).join(' · ') }));
  const unitOptions = [
    { value: '', label: 'Choose a unit' },
    ...(units.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
    { value: NEW_UNIT, label: 'Another unit…' },
  ];
  return (
    <FormDialog title="Add a participant" subtitle={activity.title} submit="Add participant" busy={busy} failure={failure} onSubmit={submit} onClose={onClose}>
      <Segmented label="Person" tabs={WAYS} value={way} onChange={setWay} />
      {way === 'known' ? (
        <Combobox label="Person" options={options} value={person} onChange={setPerson} loading={people.isPending} placeholder="Find by name" />
      ) : (
        <>
          <TextInput label="Name" error={errors.name?.message} {...form.register('name', { required: 'Enter the name.' })} />
          <Pair>
            <TextInput label="Rank" optional error={errors.rank?.message} {...form.register('rank')} />
            <Select label="Sex" options={SEXES} error={errors.sex?.message} {...form.register('sex')} />
          </Pair>
          <Select label="Unit" options={unitOptions} error={errors.unit_id?.message} {...form.register('unit_id')} />
          {unit === NEW_UNIT ? (
            <Pair>
              <TextInput label="Name of the unit" error={errors.unit_name?.message} {...form.register('unit_name', { required: 'Enter its name.' })} />
              <TextInput label="Location" error={errors.location?.message} {...form.register('location')} />
            </Pair>
          ) : null}
          <Pair>
            <DateField label="Date of birth" optional hint="Needed for vetting; shown to the post alone." error={errors.birth_date?.message} {...form.register('birth_date')} />
            <TextInput label="Place of birth" optional error={errors.birth_place?.message} {...form.register('birth_place')} />
          </Pair>
        </>
      )}
    </FormDialog>
  );
}
