import { createFileRoute } from '@tanstack/react-router';
import { MouList } from '@/features/mous/MouList';

export const Route = createFileRoute('/_app/mous/')({ component: MouList });
