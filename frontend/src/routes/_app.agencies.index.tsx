import { createFileRoute } from '@tanstack/react-router';
import { AgencyList } from '@/features/agencies/AgencyList';

export const Route = createFileRoute('/_app/agencies/')({ component: AgencyList });
