import { createFileRoute } from '@tanstack/react-router';
import { RunList } from '@/features/payment-runs/RunList';

export const Route = createFileRoute('/_app/payment-runs/')({ component: RunList });
