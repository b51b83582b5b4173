import { createFileRoute } from '@tanstack/react-router';
import { RequestPage } from '@/features/requests/RequestPage';

export const Route = createFileRoute('/_app/requests/$id')({ staticData: { crumb: 'Record' }, component: RequestPage });
