import { createFileRoute } from '@tanstack/react-router';
import { OfficerPage } from '@/features/officers/OfficerPage';

export const Route = createFileRoute('/_app/officers/$id')({ staticData: { crumb: 'Record' }, component: OfficerPage });
