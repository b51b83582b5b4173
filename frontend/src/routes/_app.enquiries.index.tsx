import { createFileRoute } from '@tanstack/react-router';
import { EnquiryList } from '@/features/enquiries/EnquiryList';

export const Route = createFileRoute('/_app/enquiries/')({ component: EnquiryList });
