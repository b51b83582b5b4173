import { createFileRoute } from '@tanstack/react-router';
import { RatesPage } from '@/features/rates/RatesPage';

export const Route = createFileRoute('/_app/rates')({ staticData: { crumb: 'Rates' }, component: RatesPage });
