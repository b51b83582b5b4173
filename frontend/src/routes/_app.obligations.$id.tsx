import { createFileRoute } from '@tanstack/react-router';
import { ObligationPage } from '@/features/obligations/ObligationPage';

export const Route = createFileRoute('/_app/obligations/$id')({ staticData: { crumb: 'Record' }, component: ObligationPage });
