import { createFileRoute } from '@tanstack/react-router';
import { InstrumentList } from '@/features/instruments/InstrumentList';

export const Route = createFileRoute('/_app/instruments/')({ component: InstrumentList });
