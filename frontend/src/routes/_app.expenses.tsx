import { createFileRoute } from '@tanstack/react-router';
import { ExpenseList } from '@/features/expenses/ExpenseList';

export const Route = createFileRoute('/_app/expenses')({ staticData: { crumb: 'Expenses' }, component: ExpenseList });
