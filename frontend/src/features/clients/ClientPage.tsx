import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { CirclePower, KeyRound, Pencil } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { hasAction, useCan } from '@/shared/access';
import { useAction } from '@/shared/actions';
import { api, ifMatch, type Versioned } from '@/shared/api';
import { formatCount, formatDate, formatDateTime } from '@/shared/format';
import { TokenTable } from '@/shared/tokens/TokenTable';
import { Button, Card, ConfirmDialog, EmptyState, ErrorState, Facts, layout, Notice, PageHeader, Skeleton, Tags } from '@/shared/ui';
import { ClientPill } from './ClientPill';
import { clientDetail, clientTokens, refreshClients, type ServiceClient } from './queries';

const ClientDialog = lazy(() => import('./ClientDialog'));
const IssueDialog = lazy(() => import('./IssueDialog'));
const ClientUsage = lazy(() => import('./ClientUsage'));

const isAhead = (at: string | null) => at !== null && Date.parse(at) > Date.now();

function Actions({ client }: { client: Versioned<ServiceClient> }) {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const search: { issue?: boolean } = useSearch({ strict: false });
  const [open, setOpen] = useState<'edit' | 'issue' | 'disable' | undefined>(search.issue ? 'issue' : undefined);
  const refresh = async () => refreshClients(queryClient);
  const action = useAction(refresh);
  const { data, etag } = client;
  const target = { params: { path: { client_id: data.id }, header: ifMatch(etag) } };
  const close = () => {
    setOpen(undefined);
    if (search.issue) void navigate({ to: '/api-clients/$id', params: { id: data.id }, search: {} as never, replace: true });
  };
  const rotating = isAhead(data.tokens_end_at);
  const disable = async () => {
    await action.run('disable', () => api.POST('/api/v1/service-clients/{client_id}/disable', target), `${data.name} disabled`);
    close();
    await refresh();
  };
  const enable = async () => {
    await action.run('enable', () => api.POST('/api/v1/service-clients/{client_id}/enable', target), `${data.name} works again`);
    await refresh();
  };
  return (
    <>
      {hasAction(data, 'disable') ? (
        <Button icon={CirclePower} onClick={() => setOpen('disable')}>
          Disable
        </Button>
      ) : null}
      {hasAction(data, 'enable') ? (
        <Button icon={CirclePower} busy={action.busy === 'enable'} onClick={() => void enable()}>
          Enable
        </Button>
      ) : null}
      {hasAction(data, 'update') ? (
        <Button icon={Pencil} onClick={() => setOpen('edit')}>
          Edit
        </Button>
      ) : null}
      {hasAction(data, 'issue_token') ? (
        <Button variant="primary" icon={KeyRound} onClick={() => setOpen('issue')}>
          {rotating ? 'Rotate token' : 'Issue token'}
        </Button>
      ) : null}
      <ConfirmDialog
        open={open === 'disable'}
        danger
        title={`Disable ${data.name}?`}
        confirm="Disable client"
        busy={action.busy === 'disable'}
        onClose={close}
        onConfirm={() => void disable()}
      >
        None of its tokens works any more, at once. It can be enabled again.
      </ConfirmDialog>
      {action.stale}
      <Suspense>
        {open === 'edit' ? <ClientDialog client={client} onClose={close} onSaved={close} /> : null}
        {open === 'issue' ? <IssueDialog client={data} rotating={rotating} onClose={close} onMade={() => void refresh()} /> : null}
      </Suspense>
    </>
  );
}

function Body({ client }: { client: ServiceClient }) {
  const can = useCan();
  const queryClient = useQueryClient();
  return (
    <div className={layout.stack}>
      {client.status === 'disabled' ? <Notice tone="warn">Disabled: none of its tokens works.</Notice> : null}
      <div className={layout.grid}>
        <div className={`${layout.span8} ${layout.stack}`}>
          {can('service_clients:manage') ? (
            <TokenTable
              title="Tokens"
              subtitle="Each is shown once, when it is issued"
              tokens={clientTokens(client.id)}
              empty={
                <EmptyState icon={KeyRound} title="No token">
                  Issue one and hand it to whoever runs the system.
                </EmptyState>
              }
              onRevoked={() => refreshClients(queryClient)}
            />
          ) : null}
          <Suspense fallback={<Skeleton width="100%" height={300} />}>
            <ClientUsage client={client} />
          </Suspense>
        </div>
        <Card title="Terms" subtitle="What it is, and what it may" className={layout.span4}>
          <Facts
            items={[
              { label: 'Purpose', value: client.purpose },
              { label: 'Contact', value: client.contact },
              { label: 'May', value: <Tags items={client.scopes} max={30} /> },
              { label: 'From', value: client.allowed_networks.length > 0 ? client.allowed_networks.join(', ') : 'Anywhere' },
              {
                label: 'Requests a minute',
                value: client.requests_per_minute === null ? 'As everybody' : formatCount(client.requests_per_minute),
              },
              { label: 'Ends', value: client.expires_at ? formatDate(client.expires_at) : 'Not set' },
              { label: 'Last used', value: client.last_used_at ? formatDateTime(client.last_used_at) : 'Never' },
              { label: 'Added', value: formatDate(client.created_at) },
            ]}
          />
        </Card>
      </div>
    </div>
  );
}

/** One client: its terms, its tokens, and how much it asks. */
export function ClientPage() {
  const { id = '' } = useParams({ strict: false });
  const { data: client, error, refetch } = useQuery(clientDetail(id));
  if (error) {
    return (
      <>
        <PageHeader title="API client" />
        <Card>
          <ErrorState error={error} onRetry={() => void refetch()} />
        </Card>
      </>
    );
  }
  return (
    <>
      <PageHeader
        title={client?.data.name}
        subtitle={client ? <ClientPill status={client.data.status} /> : undefined}
        actions={client ? <Actions client={client} /> : undefined}
      />
      {client ? (
        <Body client={client.data} />
      ) : (
        <Card>
          <Skeleton width="40%" height={200} />
        </Card>
      )}
    </>
  );
}
