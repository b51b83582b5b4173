import { createFileRoute } from '@tanstack/react-router';
import { ExportList } from '@/features/exports/ExportList';

export const Route = createFileRoute('/_app/exports')({ staticData: { crumb: 'Exports' }, component: ExportList });
