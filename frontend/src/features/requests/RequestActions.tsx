import { useQueryClient } from '@tanstack/react-query';
import { CircleCheckBig, Landmark, Pencil, Send } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { hasAction } from '@/shared/access';
import { useAction } from '@/shared/actions';
import { api, ifMatch, type Versioned } from '@/shared/api';
import { Button } from '@/shared/ui';
import { refreshRequests, type Request } from './queries';

const RequestEditDialog = lazy(() => import('./RequestEditDialog'));
const ValidateDialog = lazy(() => import('./ValidateDialog'));
const CloseDialog = lazy(() => import('./CloseDialog'));

/** What may be done with the request now. */
export default function RequestActions({ request }: { request: Versioned<Request> }) {
  const queryClient = useQueryClient();
  const [open, setOpen] = useState<'edit' | 'validate' | 'close'>();
  const action = useAction(() => refreshRequests(queryClient));
  const record = request.data;
  const close = () => setOpen(undefined);
  return (
    <>
      {hasAction(record, 'update') ? (
        <Button icon={Pencil} onClick={() => setOpen('edit')}>
          Edit
        </Button>
      ) : null}
      {hasAction(record, 'close') ? (
        <Button icon={CircleCheckBig} onClick={() => setOpen('close')}>
          Close request
        </Button>
      ) : null}
      {hasAction(record, 'submit') ? (
        <Button
          variant="primary"
          icon={Send}
          busy={action.busy === 'submit'}
          onClick={() =>
            void action.run(
              'submit',
              () =>
                api.POST('/api/v1/requests/{request_id}/submit', {
                  params: { path: { request_id: record.id }, header: ifMatch(request.etag) },
                }),
              `${record.reference} submitted`,
            )
          }
        >
          Submit
        </Button>
      ) : null}
      {hasAction(record, 'validate') ? (
        <Button variant="primary" icon={Landmark} onClick={() => setOpen('validate')}>
          Validate
        </Button>
      ) : null}
      {action.stale}
      <Suspense>
        {open === 'edit' ? <RequestEditDialog request={request} onClose={close} /> : null}
        {open === 'validate' ? <ValidateDialog request={request} onClose={close} /> : null}
        {open === 'close' ? <CloseDialog request={request} onClose={close} /> : null}
      </Suspense>
    </>
  );
}
