import { createFileRoute } from '@tanstack/react-router';
import { MouPage } from '@/features/mous/MouPage';

export const Route = createFileRoute('/_app/mous/$id')({ staticData: { crumb: 'Record' }, component: MouPage });
