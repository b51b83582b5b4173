import { createFileRoute } from '@tanstack/react-router';
import { RunPage } from '@/features/payment-runs/RunPage';

export const Route = createFileRoute('/_app/payment-runs/$id')({ staticData: { crumb: 'Record' }, component: RunPage });
