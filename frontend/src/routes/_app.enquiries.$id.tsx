import { createFileRoute } from '@tanstack/react-router';
import { EnquiryPage } from '@/features/enquiries/EnquiryPage';

export const Route = createFileRoute('/_app/enquiries/$id')({ staticData: { crumb: 'Record' }, component: EnquiryPage });
