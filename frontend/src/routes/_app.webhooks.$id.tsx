import { createFileRoute } from '@tanstack/react-router';
import { WebhookPage } from '@/features/webhooks/WebhookPage';

export const Route = createFileRoute('/_app/webhooks/$id')({ staticData: { crumb: 'Record' }, component: WebhookPage });
