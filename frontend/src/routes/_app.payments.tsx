import { createFileRoute } from '@tanstack/react-router';
import { PaymentList } from '@/features/payments/PaymentList';

export const Route = createFileRoute('/_app/payments')({ staticData: { crumb: 'Payments' }, component: PaymentList });
