import { createFileRoute } from '@tanstack/react-router';
import { AcademyPage } from '@/features/academies/AcademyPage';

export const Route = createFileRoute('/_app/academies/$id')({ staticData: { crumb: 'Record' }, component: AcademyPage });
