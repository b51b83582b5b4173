import { createFileRoute } from '@tanstack/react-router';

/** The list's breadcrumb stands above its records too. */
export const Route = createFileRoute('/_app/webhooks')({ staticData: { crumb: 'Webhooks' } });
