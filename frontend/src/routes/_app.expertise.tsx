import { createFileRoute } from '@tanstack/react-router';
import { ExpertisePage } from '@/features/expertise/ExpertisePage';

export const Route = createFileRoute('/_app/expertise')({ staticData: { crumb: 'Expertise' }, component: ExpertisePage });
