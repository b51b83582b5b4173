import { useQueryClient } from '@tanstack/react-query';
import { api, ifMatch, type Versioned } from '@/shared/api';
import { FormDialog, Select, Textarea, TextInput, useIdempotencyKey, useRecordForm } from '@/shared/forms';
import { toast } from '@/shared/ui';
import { readExpertise, type Area, type ExpertiseRow } from './queries';

interface Values {
  code: string;
  name: string;
  parent_id: string;
  definition: string;
}

type Stored = Pick<ExpertiseRow, 'code' | 'name' | 'parent' | 'definition'>;

const NEW: Versioned<Stored> = { data: { code: '', name: '', parent: null, definition: '' }, etag: '' };

const toValues = ({ code, name, parent, definition }: Stored): Values => ({ code, name, parent_id: parent?.id ?? '', definition });

interface ExpertiseEntryDialogProps {
  /** Undefined adds one. */
  entry: (Versioned<Stored> & { id: string }) | undefined;
  areas: readonly Area[];
  onClose: () => void;
}

/** An area, or a topic within one. Its code stays as it is: agencies and other systems hold it. */
export default function ExpertiseEntryDialog({ entry, areas, onClose }: ExpertiseEntryDialogProps) {
  const queryClient = useQueryClient();
  const key = useIdempotencyKey();
  const { form, submit, busy, failure, conflict } = useRecordForm<Stored, Values>({
    record: entry ?? NEW,
    toValues,
    fields: { code: { label: 'Code' }, name: { label: 'Name' }, parent_id: { label: 'Within' }, definition: { label: 'Definition' } },
    save: async ({ name, definition }, etag, all) => {
      if (entry) {
        await api.PATCH('/api/v1/expertise/{expertise_id}', {
          params: { path: { expertise_id: entry.id }, header: ifMatch(etag) },
          body: { name: name?.trim(), definition: definition?.trim() },
        });
        return;
      }
      try {
        await api.POST('/api/v1/expertise', {
          params: { header: key.header() },
          body: { code: all.code.trim(), name: all.name.trim(), definition: all.definition.trim(), parent_id: all.parent_id || null },
        });
      } catch (error) {
        key.answered(error);
        throw error;
      }
    },
    reload: () => (entry ? readExpertise(entry.id) : Promise.resolve(NEW)),
    onSaved: () => {
      void queryClient.invalidateQueries({ queryKey: ['expertise'] });
      toast.done(entry ? 'Expertise saved' : 'Expertise added');
      onClose();
    },
  });
  const { register } = form;
  const { errors } = form.formState;
  return (
    <>
      <FormDialog
        title={entry ? `Edit ${entry.data.code}` : 'Add an area or a topic'}
        subtitle={entry ? 'Its code stays: agencies and other systems hold it.' : 'Requests can ask for it, and agencies be verified in it, as soon as it is saved.'}
        size="sm"
        submit={entry ? 'Save' : 'Add'}
        busy={busy}
        failure={failure}
        onSubmit={submit}
        onClose={onClose}
      >
        {entry ? null : (
          <>
            <Select
              label="Within"
              optional
              placeholder="It is an area of its own"
              options={areas.map(({ area }) => ({ value: area.id, label: area.name }))}
              error={errors.parent_id?.message}
              {...register('parent_id')}
            />
            <TextInput label="Code" hint="Such as TRF, or TRF-COL within it." maxLength={20} error={errors.code?.message} {...register('code', { required: 'Enter a code.' })} />
          </>
        )}
        <TextInput label="Name" maxLength={120} error={errors.name?.message} {...register('name', { required: 'Enter a name.' })} />
        <Textarea label="Definition" rows={3} maxLength={500} error={errors.definition?.message} {...register('definition', { required: 'Say what it covers.' })} />
      </FormDialog>
      {conflict}
    </>
  );
}
