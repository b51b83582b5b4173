import { createFileRoute } from '@tanstack/react-router';
import { OverviewPage } from '@/features/overview/OverviewPage';

export const Route = createFileRoute('/_app/')({
  staticData: { crumb: 'Overview' },
  component: OverviewPage,
});
