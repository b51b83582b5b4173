import { createFileRoute } from '@tanstack/react-router';
import { ImportList } from '@/features/imports/ImportList';

export const Route = createFileRoute('/_app/imports/')({ component: ImportList });
