import { useQueryClient } from '@tanstack/react-query';
import { roleName } from '@/shared/access';
import { api } from '@/shared/api';
import type { components } from '@/shared/api/schema';
import { Checkbox, DateField, FormDialog, Group, Pair, Select, TextInput, useActionForm, useIdempotencyKey } from '@/shared/forms';
import { MODALITIES, modality } from '@/shared/labels';
import { toast } from '@/shared/ui';
import type { Paper } from './queries';

type Create = components['schemas']['PaperworkTemplateCreate'];

const OWNERS = (['program_officer', 'finance_reviewer', 'agency_coordinator', 'officer', 'post'] as const).map((value) => ({ value, label: roleName(value) }));
const DAY_KINDS = [
  { value: 'calendar', label: 'Calendar days' },
  { value: 'working', label: 'Working days' },
];
const DAYS = { value: /^\s*\d{1,3}\s*$/, message: 'Enter a whole number of days, 0 to 365.' };

const keyOf = (title: string) =>
  title
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^[^a-z]+|_+$/g, '')
    .slice(0, 40);

interface PaperDialogProps {
  /** The row whose place the new one takes; undefined adds another paper. */
  paper: Paper | undefined;
  onClose: () => void;
}

/** Papers are dated data: a row counts from its first day on, and lists that are laid out already stay as they are. */
export default function PaperDialog({ paper, onClose }: PaperDialogProps) {
  const queryClient = useQueryClient();
  const key = useIdempotencyKey();
  const { form, submit, busy, failure } = useActionForm({
    values: {
      title: paper?.title ?? '',
      modality: paper?.modality ?? 'overseas_train',
      owner_role: paper?.owner_role ?? 'program_officer',
      days_before: paper ? String(paper.days_before) : '',
      day_kind: paper?.day_kind ?? 'calendar',
      evidence_wanted: paper?.evidence_wanted ?? '',
      gate: paper?.gate ?? false,
      post_lead: paper?.post_lead ?? false,
      retired: paper?.retired ?? false,
      effective_from: '',
      source: '',
    },
    fields: ['title', 'modality', 'owner_role', 'days_before', 'day_kind', 'evidence_wanted', 'gate', 'post_lead', 'retired', 'effective_from', 'source'],
    refresh: () => queryClient.invalidateQueries({ queryKey: ['paperwork'] }),
    send: async ({ title, days_before, evidence_wanted, source, ...values }) => {
      try {
        await api.POST('/api/v1/paperwork-templates', {
          params: { header: key.header() },
          body: {
            ...(values as Pick<Create, 'modality' | 'owner_role' | 'day_kind' | 'gate' | 'post_lead' | 'retired' | 'effective_from'>),
            key: paper?.key ?? keyOf(title),
            title: title.trim(),
            days_before: Number(days_before),
            evidence_wanted: evidence_wanted.trim() || null,
            source: source.trim(),
          },
        });
      } catch (error) {
        key.answered(error);
        throw error;
      }
    },
    onDone: () => {
      toast.done(paper ? 'Change recorded' : 'Paper added');
      onClose();
    },
  });
  const { register } = form;
  const { errors } = form.formState;
  return (
    <FormDialog
      title={paper ? `Change ${paper.title}, ${modality(paper.modality).toLowerCase()}` : 'Add a paper'}
      subtitle="It counts from its first day on. Activities whose papers are laid out already keep theirs."
      submit={paper ? 'Record change' : 'Add paper'}
      busy={busy}
      failure={failure}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextInput label="Paper" maxLength={200} error={errors.title?.message} {...register('title', { required: 'Name the paper.', validate: (title) => keyOf(title) !== '' || 'Begin with a letter.' })} />
      <Pair>
        {paper ? null : <Select label="Asked for when" options={MODALITIES} error={errors.modality?.message} {...register('modality')} />}
        <Select label="Whose task" options={OWNERS} error={errors.owner_role?.message} {...register('owner_role')} />
      </Pair>
      <Pair>
        <TextInput label="Days before the start" inputMode="numeric" error={errors.days_before?.message} {...register('days_before', { required: 'Enter a number of days.', pattern: DAYS })} />
        <Select label="Counted in" options={DAY_KINDS} error={errors.day_kind?.message} {...register('day_kind')} />
      </Pair>
      <TextInput label="Evidence wanted" optional maxLength={300} error={errors.evidence_wanted?.message} {...register('evidence_wanted')} />
      <Group legend="How it counts">
        <Checkbox label="Gate" hint="The activity cannot go without it; other late papers only warn." error={errors.gate?.message} {...register('gate')} />
        <Checkbox label="A post’s own lead time counts" hint="Where a post states its lead for country clearance." error={errors.post_lead?.message} {...register('post_lead')} />
        <Checkbox label="No longer asked for" hint="From its first day on." error={errors.retired?.message} {...register('retired')} />
      </Group>
      <Pair>
        <DateField label="First day" error={errors.effective_from?.message} {...register('effective_from', { required: 'Enter the day from which it counts.' })} />
        <TextInput label="Source of the rule" maxLength={300} error={errors.source?.message} {...register('source', { required: 'Name the rule or the decision.' })} />
      </Pair>
    </FormDialog>
  );
}
