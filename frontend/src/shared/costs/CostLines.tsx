import { Plus, Trash2 } from 'lucide-react';
import { useFieldArray, useWatch, type Control, type FieldErrors, type UseFormRegister } from 'react-hook-form';
import { MoneyField, Select, TextInput } from '@/shared/forms';
import { formatMoney } from '@/shared/format';
import { EXPENSE_CATEGORIES } from '@/shared/labels';
import { Button, IconButton } from '@/shared/ui';
import styles from './CostLines.module.css';
import { AMOUNT, EMPTY_LINE, totalOf, type CostValues } from './costs';

export interface HasCosts {
  cost_lines: CostValues[];
}

interface CostLinesProps {
  control: Control<HasCosts>;
  register: UseFormRegister<HasCosts>;
  errors: FieldErrors<HasCosts>;
}

/** The lines of an estimate with their sum. One line always stays. */
export default function CostLines({ control, register, errors }: CostLinesProps) {
  const lines = useFieldArray({ control, name: 'cost_lines' });
  const costs = useWatch({ control, name: 'cost_lines' });
  return (
    <>
      <ul className={styles.lines}>
        {lines.fields.map((field, index) => {
          const problems = errors.cost_lines?.[index];
          const amount = problems?.amount as { message?: string; amount?: { message?: string } } | undefined;
          return (
            <li key={field.id} className={styles.line}>
              <Select label="For" options={EXPENSE_CATEGORIES} error={problems?.category?.message} {...register(`cost_lines.${index}.category`)} />
              <TextInput
                label="What"
                maxLength={120}
                error={problems?.description?.message}
                {...register(`cost_lines.${index}.description`, { required: 'Say what it is.' })}
              />
              <MoneyField
                label="Amount"
                error={amount?.message ?? amount?.amount?.message}
                {...register(`cost_lines.${index}.amount`, {
                  required: 'Enter an amount.',
                  pattern: { value: AMOUNT, message: 'An amount such as 1345.65.' },
                })}
              />
              <IconButton icon={Trash2} label={`Remove line ${index + 1}`} disabled={lines.fields.length === 1} onClick={() => lines.remove(index)} />
            </li>
          );
        })}
      </ul>
      <div className={styles.sum}>
        <Button size="sm" icon={Plus} onClick={() => lines.append(EMPTY_LINE)}>
          Add a line
        </Button>
        <p role="status">
          Total <strong>{formatMoney(totalOf(costs))}</strong>
        </p>
      </div>
    </>
  );
}
