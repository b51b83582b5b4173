import { createFileRoute } from '@tanstack/react-router';
import { VettingQueue } from '@/features/vetting/VettingQueue';

export const Route = createFileRoute('/_app/vetting')({ staticData: { crumb: 'Vetting' }, component: VettingQueue });
