import { createFileRoute } from '@tanstack/react-router';
import { AgencyPage } from '@/features/agencies/AgencyPage';

export const Route = createFileRoute('/_app/agencies/$id')({ staticData: { crumb: 'Record' }, component: AgencyPage });
