import { createFileRoute } from '@tanstack/react-router';
import { CountryList } from '@/features/countries/CountryList';

export const Route = createFileRoute('/_app/countries/')({ component: CountryList });
