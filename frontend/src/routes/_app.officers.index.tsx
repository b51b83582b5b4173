import { createFileRoute } from '@tanstack/react-router';
import { OfficerList } from '@/features/officers/OfficerList';

export const Route = createFileRoute('/_app/officers/')({ component: OfficerList });
