import { createFileRoute } from '@tanstack/react-router';
import { AskedPage } from '@/features/outreach/AskedPage';

export const Route = createFileRoute('/_app/outreach/$id')({ staticData: { crumb: 'Record' }, component: AskedPage });
