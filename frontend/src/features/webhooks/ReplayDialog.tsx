import { useForm } from 'react-hook-form';
import { DateField, FormDialog } from '@/shared/forms';

/** Everything since the beginning of a day, once more. */
export default function ReplayDialog({ onClose, onSend }: { onClose: () => void; onSend: (since: string) => Promise<void> }) {
  const { register, handleSubmit, formState } = useForm({ defaultValues: { since: '' } });
  const submit = handleSubmit(({ since }) => onSend(`${since}T00:00:00Z`));
  return (
    <FormDialog
      title="Send again"
      subtitle="Messages keep their ids, so a receiver can leave out what it has."
      size="sm"
      submit="Send again"
      busy={formState.isSubmitting}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <DateField label="Everything since" hint="From the beginning of this day, UTC." error={formState.errors.since?.message} {...register('since', { required: 'Choose a day.' })} />
    </FormDialog>
  );
}
