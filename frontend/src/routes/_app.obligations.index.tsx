import { createFileRoute } from '@tanstack/react-router';
import { ObligationList } from '@/features/obligations/ObligationList';

export const Route = createFileRoute('/_app/obligations/')({ component: ObligationList });
