import { createFileRoute } from '@tanstack/react-router';
import { PaperworkPage } from '@/features/paperwork/PaperworkPage';

export const Route = createFileRoute('/_app/paperwork')({ staticData: { crumb: 'Paperwork' }, component: PaperworkPage });
