import { createFileRoute } from '@tanstack/react-router';
import { RequestList } from '@/features/requests/RequestList';

export const Route = createFileRoute('/_app/requests/')({ component: RequestList });
