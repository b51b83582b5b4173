import { useQueryClient } from '@tanstack/react-query';
import { Archive, Building2, Hand, Mail, Undo2 } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { hasAction } from '@/shared/access';
import { useAction } from '@/shared/actions';
import { api, ifMatch, type Versioned } from '@/shared/api';
import { Button } from '@/shared/ui';
import { refreshEnquiries, type Enquiry } from './queries';

const AnswerDialog = lazy(() => import('./AnswerDialog'));
const ConvertDialog = lazy(() => import('./ConvertDialog'));
const DismissDialog = lazy(() => import('./DismissDialog'));

/** What may be done with the enquiry now. */
export default function EnquiryActions({ enquiry }: { enquiry: Versioned<Enquiry> }) {
  const queryClient = useQueryClient();
  const [open, setOpen] = useState<'answer' | 'convert' | 'dismiss'>();
  const action = useAction(() => refreshEnquiries(queryClient));
  const { data: record, etag } = enquiry;
  const params = { path: { enquiry_id: record.id }, header: ifMatch(etag) };
  const close = () => setOpen(undefined);
  return (
    <>
      {hasAction(record, 'take') ? (
        <Button
          icon={Hand}
          busy={action.busy === 'take'}
          onClick={() => void action.run('take', () => api.POST('/api/v1/enquiries/{enquiry_id}/take', { params }), `${record.reference} taken`)}
        >
          Take
        </Button>
      ) : null}
      {hasAction(record, 'reopen') ? (
        <Button
          icon={Undo2}
          busy={action.busy === 'reopen'}
          onClick={() =>
            void action.run('reopen', () => api.POST('/api/v1/enquiries/{enquiry_id}/reopen', { params }), `${record.reference} reopened`)
          }
        >
          Reopen
        </Button>
      ) : null}
      {hasAction(record, 'dismiss') ? (
        <Button icon={Archive} variant="ghost" onClick={() => setOpen('dismiss')}>
          Dismiss
        </Button>
      ) : null}
      {hasAction(record, 'answer') ? (
        <Button icon={Mail} onClick={() => setOpen('answer')}>
          Answer
        </Button>
      ) : null}
      {hasAction(record, 'convert') ? (
        <Button variant="primary" icon={Building2} onClick={() => setOpen('convert')}>
          Add the agency
        </Button>
      ) : null}
      {action.stale}
      <Suspense>
        {open === 'answer' ? <AnswerDialog enquiry={enquiry} onClose={close} /> : null}
        {open === 'convert' ? <ConvertDialog enquiry={enquiry} onClose={close} /> : null}
        {open === 'dismiss' ? <DismissDialog enquiry={enquiry} onClose={close} /> : null}
      </Suspense>
    </>
  );
}
