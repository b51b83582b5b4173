import { createFileRoute } from '@tanstack/react-router';
import { CountryPage } from '@/features/countries/CountryPage';

export const Route = createFileRoute('/_app/countries/$id')({ staticData: { crumb: 'Record' }, component: CountryPage });
