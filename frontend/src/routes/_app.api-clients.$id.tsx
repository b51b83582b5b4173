import { createFileRoute } from '@tanstack/react-router';
import { ClientPage } from '@/features/clients/ClientPage';

export const Route = createFileRoute('/_app/api-clients/$id')({ staticData: { crumb: 'Record' }, component: ClientPage });
