import { createFileRoute } from '@tanstack/react-router';
import { ActivityList } from '@/features/activities/ActivityList';

export const Route = createFileRoute('/_app/activities/')({ component: ActivityList });
