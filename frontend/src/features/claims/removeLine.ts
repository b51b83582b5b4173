import type { QueryClient } from '@tanstack/react-query';
import { api, ifMatch } from '@/shared/api';
import type { components } from '@/shared/api/schema';
import { toast } from '@/shared/ui';
import { asLine, lineValues } from './lineForm';
import { readExpense, refreshClaims, type Expense, type Line } from './queries';

/** The line as it was entered, so that it can be entered again. A rate of the table is looked up again. */
export const asEntered = (line: Expense): components['schemas']['ExpenseCreate'] => ({
  claim_id: line.claim.id,
  ...asLine(lineValues(line)),
  receipt_id: line.receipt_id,
});

/** Takes a line out of its claim and offers to put it back, under a new number. */
export async function removeLine(queryClient: QueryClient, { id, version, line_number: number }: Line): Promise<unknown> {
  const { data } = await readExpense(id);
  const removed = await api.DELETE('/api/v1/expenses/{expense_id}', { params: { path: { expense_id: id }, header: ifMatch(`"${version}"`) } });
  const restore = async () => {
    try {
      await api.POST('/api/v1/expenses', { body: asEntered(data) });
      toast.done(`Line ${number} is back, at the end of the claim`);
    } catch (error) {
      toast.failed(error);
    }
    await refreshClaims(queryClient);
  };
  toast.done(`Line ${number} deleted`, { label: 'Undo', onSelect: () => void restore() });
  return removed;
}
