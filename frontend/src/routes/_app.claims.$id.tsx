import { createFileRoute } from '@tanstack/react-router';
import { ClaimPage } from '@/features/claims/ClaimPage';

export const Route = createFileRoute('/_app/claims/$id')({ staticData: { crumb: 'Record' }, component: ClaimPage });
