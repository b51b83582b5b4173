import { createFileRoute } from '@tanstack/react-router';
import { ClaimList } from '@/features/claims/ClaimList';

export const Route = createFileRoute('/_app/claims/')({ component: ClaimList });
