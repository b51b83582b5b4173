import { createFileRoute } from '@tanstack/react-router';
import { NotFoundPage } from '@/shared/ui/NotFoundPage';

/** Any other address: inside the shell, so that the way on is at hand. */
export const Route = createFileRoute('/_app/$')({ component: NotFoundPage });
