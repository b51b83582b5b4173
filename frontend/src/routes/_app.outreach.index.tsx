import { createFileRoute } from '@tanstack/react-router';
import { AskedList } from '@/features/outreach/AskedList';

export const Route = createFileRoute('/_app/outreach/')({ component: AskedList });
