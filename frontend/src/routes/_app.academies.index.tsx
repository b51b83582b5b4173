import { createFileRoute } from '@tanstack/react-router';
import { AcademyList } from '@/features/academies/AcademyList';

export const Route = createFileRoute('/_app/academies/')({ component: AcademyList });
