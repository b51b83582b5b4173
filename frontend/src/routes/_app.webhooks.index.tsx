import { createFileRoute } from '@tanstack/react-router';
import { WebhookList } from '@/features/webhooks/WebhookList';

export const Route = createFileRoute('/_app/webhooks/')({ component: WebhookList });
