import { Plus, Trash2 } from 'lucide-react';
import { useFieldArray, type UseFormReturn } from 'react-hook-form';
import { Group, MoneyField, Select } from '@/shared/forms';
import { EXPENSE_CATEGORIES } from '@/shared/labels';
import { Button, IconButton } from '@/shared/ui';
import styles from './Mou.module.css';
import { CAP_PERIODS, type MouValues } from './mouForm';

const CATEGORIES = [{ value: '', label: 'All costs together' }, ...EXPENSE_CATEGORIES];
const AMOUNT = /^\s*\d[\d,]*(\.\d{1,2})?\s*$/;

/** The most that is repaid, by kind of cost. */
export function CapFields({ form }: { form: UseFormReturn<MouValues> }) {
  const { register, control, formState } = form;
  const caps = useFieldArray({ control, name: 'caps' });
  return (
    <Group legend="Caps" hint="The most that is repaid. Without any, what the instrument says.">
      {caps.fields.map((field, index) => {
        const problems = formState.errors.caps?.[index];
        return (
          <div key={field.id} className={styles.cap}>
            <Select label="For" options={CATEGORIES} error={problems?.category?.message ?? problems?.message} {...register(`caps.${index}.category`)} />
            <MoneyField
              label="At most"
              error={problems?.amount?.message}
              {...register(`caps.${index}.amount`, { required: 'Enter an amount.', pattern: { value: AMOUNT, message: 'An amount such as 9,000.00.' } })}
            />
            <Select label="Counted for" options={CAP_PERIODS} {...register(`caps.${index}.per`)} />
            <IconButton icon={Trash2} label={`Remove cap ${index + 1}`} onClick={() => caps.remove(index)} />
          </div>
        );
      })}
      <div>
        <Button size="sm" icon={Plus} onClick={() => caps.append({ category: '', amount: '', per: 'activity' })}>
          Add a cap
        </Button>
      </div>
    </Group>
  );
}
