import { createFileRoute } from '@tanstack/react-router';
import { EnquirePage } from '@/features/enquiries/EnquirePage';

export const Route = createFileRoute('/enquire')({ component: EnquirePage });
