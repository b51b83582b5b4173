import { createFileRoute } from '@tanstack/react-router';
import { CertificationPage } from '@/features/certification/CertificationPage';

export const Route = createFileRoute('/_app/certification/$id')({ staticData: { crumb: 'Record' }, component: CertificationPage });
