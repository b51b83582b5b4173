import { createFileRoute } from '@tanstack/react-router';
import { ActivityPage } from '@/features/activities/ActivityPage';

export const Route = createFileRoute('/_app/activities/$id')({ staticData: { crumb: 'Record' }, component: ActivityPage });
