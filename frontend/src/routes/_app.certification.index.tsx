import { createFileRoute } from '@tanstack/react-router';
import { CertificationList } from '@/features/certification/CertificationList';

export const Route = createFileRoute('/_app/certification/')({ component: CertificationList });
