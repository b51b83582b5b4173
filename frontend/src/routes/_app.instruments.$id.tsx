import { createFileRoute } from '@tanstack/react-router';
import { InstrumentPage } from '@/features/instruments/InstrumentPage';

export const Route = createFileRoute('/_app/instruments/$id')({ staticData: { crumb: 'Record' }, component: InstrumentPage });
