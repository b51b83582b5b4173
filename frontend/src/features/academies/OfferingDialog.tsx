import { useQueryClient } from '@tanstack/react-query';
import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { api, ifMatch, type Versioned } from '@/shared/api';
import { Combobox, DateField, FormDialog, Pair, Select, TextInput, useIdempotencyKey, useRecordForm } from '@/shared/forms';
import { formatDate } from '@/shared/format';
import { useExpertiseOptions } from '@/shared/reference';
import { Button, toast } from '@/shared/ui';
import { PROGRAMS, programName } from './programs';
import { readOffering, type Offering } from './queries';

interface Values {
  program: string;
  title: string;
  expertise: string;
  starts_on: string;
  ends_on: string;
  seats: string;
}
const NEW = { program: 'core_leld' as const, title: '', expertise: null, starts_on: '', ends_on: '', seats: 45 };
type Stored = Pick<Offering, keyof typeof NEW>;
const day = { show: (value: string) => formatDate(value) };

/** Undefined adds one. */
export default function OfferingDialog({ academyId, offering, onClose }: { academyId: string; offering: Versioned<Offering> | undefined; onClose: () => void }) {
  const queryClient = useQueryClient();
  const key = useIdempotencyKey();
  const topics = useExpertiseOptions();
  const [removing, setRemoving] = useState(false);
  const path = { academy_id: academyId, offering_id: offering?.data.id ?? '' };
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['academies', 'detail', academyId] });
  const { form, submit, busy, failure, conflict } = useRecordForm<Stored, Values>({
    record: offering ?? { data: NEW, etag: '' },
    toValues: ({ expertise, seats, ...rest }) => ({ ...rest, expertise: expertise?.code ?? '', seats: String(seats) }),
    fields: {
      program: { label: 'Program', show: programName },
      title: { label: 'Title' },
      expertise: { label: 'Expertise' },
      starts_on: { label: 'First day', ...day },
      ends_on: { label: 'Last day', ...day },
      seats: { label: 'Seats' },
    },
    save: async (changes, etag, all) => {
      const { seats, expertise, title, ...rest } = offering ? changes : all;
      const body = {
        ...rest,
        ...(title === undefined ? {} : { title: title.trim() }),
        ...(seats === undefined ? {} : { seats: Number(seats) }),
        ...(expertise === undefined ? {} : { expertise: expertise || null }),
      };
      if (offering) {
        await api.PATCH('/api/v1/academies/{academy_id}/offerings/{offering_id}', { params: { path, header: ifMatch(etag) }, body: body as never });
      } else {
        await api.POST('/api/v1/academies/{academy_id}/offerings', {
          params: { path: { academy_id: academyId }, header: key.header() },
          body: body as never,
        });
      }
    },
    reload: () => readOffering(academyId, path.offering_id),
    onSaved: async () => {
      await refresh();
      toast.done(offering ? 'Course saved' : 'Course added');
      onClose();
    },
  });
  const remove = async () => {
    if (!offering) return;
    setRemoving(true);
    try {
      await api.DELETE('/api/v1/academies/{academy_id}/offerings/{offering_id}', { params: { path, header: ifMatch(offering.etag) } });
      await refresh();
      toast.done('Course removed');
      onClose();
    } catch (error) {
      toast.failed(error);
      setRemoving(false);
    }
  };
  const { errors } = form.formState;
  const expertise = form.watch('expertise');
  return (
    <>
      <FormDialog
        title={offering ? 'Edit course' : 'Add a course'}
        submit={offering ? 'Save course' : 'Add course'}
        busy={busy}
        failure={failure}
        onSubmit={submit}
        onClose={onClose}
      >
        <Select label="Program" options={[...PROGRAMS]} error={errors.program?.message} {...form.register('program')} />
        <TextInput label="Title" maxLength={160} error={errors.title?.message} {...form.register('title', { required: 'Enter a title.' })} />
        <Combobox
          label="Expertise"
          optional
          options={topics}
          value={topics.find(({ value }) => value === expertise) ?? null}
          onChange={(next) => form.setValue('expertise', next?.value ?? '')}
          error={errors.expertise?.message}
        />
        <Pair>
          <DateField label="First day" error={errors.starts_on?.message} {...form.register('starts_on', { required: 'Enter the first day.' })} />
          <DateField label="Last day" error={errors.ends_on?.message} {...form.register('ends_on', { required: 'Enter the last day.' })} />
        </Pair>
        <TextInput label="Seats" inputMode="numeric" error={errors.seats?.message} {...form.register('seats', { pattern: { value: /^\s*[1-9]\d{0,3}\s*$/, message: 'Enter a whole number.' } })} />
        {offering ? (
          <div>
            <Button variant="danger" size="sm" icon={Trash2} busy={removing} onClick={() => void remove()}>
              Remove this course
            </Button>
          </div>
        ) : null}
      </FormDialog>
      {conflict}
    </>
  );
}
