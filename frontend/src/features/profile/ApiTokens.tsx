import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { Ban, CircleCheck, Clock, KeyRound, Plus } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { api, ifMatch, read, readAll, readVersioned } from '@/shared/api';
import type { components } from '@/shared/api/schema';
import { formatDate, formatRelativeDays } from '@/shared/format';
import { Button, Card, columnsOf, ConfirmDialog, DataTable, EmptyState, Pill, Tags, toast, TwoLines } from '@/shared/ui';

const TokenDialog = lazy(() => import('./TokenDialog'));

type Token = components['schemas']['Token'];

const myTokens = queryOptions({
  queryKey: ['api-tokens'],
  queryFn: ({ signal }) =>
    readAll((after) => read(api.GET('/api/v1/api-tokens', { params: { query: { limit: 200, after } }, signal }))),
});

const hasEnded = (token: Token) => Date.parse(token.expires_at) <= Date.now();

function State({ token }: { token: Token }) {
  if (token.revoked) return <Pill icon={Ban}>Revoked</Pill>;
  if (hasEnded(token)) return <Pill icon={Clock}>Expired</Pill>;
  return (
    <Pill tone="good" icon={CircleCheck}>
      Works
    </Pill>
  );
}

const column = columnsOf<Token>();
const READ_COLUMNS = column.columns([
  column.accessor('name', {
    header: 'Name',
    cell: ({ row: { original } }) => <TwoLines under={`${original.prefix}…`}>{original.name}</TwoLines>,
    meta: { card: 'title', width: '30%' },
  }),
  column.display({ id: 'state', header: 'State', cell: ({ row }) => <State token={row.original} /> }),
  column.accessor('scopes', { header: 'May', cell: ({ getValue }) => <Tags items={getValue()} max={2} /> }),
  column.accessor('expires_at', {
    header: 'Expires',
    cell: ({ getValue }) => <TwoLines under={formatRelativeDays(getValue())}>{formatDate(getValue())}</TwoLines>,
  }),
]);

/** Tokens with which scripts and other systems act as me, never wider than I may. */
export function ApiTokens() {
  const queryClient = useQueryClient();
  const { data, error, isPending, isFetching, refetch } = useQuery(myTokens);
  const [making, setMaking] = useState(false);
  const [revoking, setRevoking] = useState<Token>();
  const [busy, setBusy] = useState(false);
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['api-tokens'] });

  const revoke = async (token: Token) => {
    setBusy(true);
    try {
      const path = { token_id: token.id };
      const { etag } = await readVersioned(api.GET('/api/v1/api-tokens/{token_id}', { params: { path } }));
      await api.POST('/api/v1/api-tokens/{token_id}/revoke', { params: { path, header: ifMatch(etag) } });
      await refresh();
      toast.done(`${token.name} revoked`);
    } catch (failure) {
      toast.failed(failure);
    } finally {
      setBusy(false);
      setRevoking(undefined);
    }
  };

  const columns = [
    ...READ_COLUMNS,
    column.display({
      id: 'actions',
      header: () => <span className="sr-only">Actions</span>,
      cell: ({ row: { original } }) =>
        original.revoked || hasEnded(original) ? null : (
          <Button size="sm" variant="ghost" aria-label={`Revoke ${original.name}`} onClick={() => setRevoking(original)}>
            Revoke
          </Button>
        ),
      meta: { card: 'corner', align: 'end' },
    }),
  ];

  return (
    <>
      <Card
        title="API tokens"
        subtitle="For scripts and other systems that act as you"
        body="flush"
        actions={
          <Button size="sm" icon={Plus} onClick={() => setMaking(true)}>
            Create token
          </Button>
        }
      >
        <DataTable
          caption="API tokens"
          columns={columns}
          result={{ page: data && { items: data }, error, loading: isPending, stale: isFetching && !isPending, retry: () => void refetch() }}
          rowId={(row) => row.id}
          skeletonRows={2}
          empty={
            <EmptyState icon={KeyRound} title="No tokens" action={<Button onClick={() => setMaking(true)}>Create token</Button>}>
              Create one when a script or another system has to read or change data for you.
            </EmptyState>
          }
        />
      </Card>
      {making ? (
        <Suspense>
          <TokenDialog onClose={() => setMaking(false)} onMade={() => void refresh()} />
        </Suspense>
      ) : null}
      <ConfirmDialog
        open={revoking !== undefined}
        title={`Revoke ${revoking?.name ?? ''}?`}
        confirm="Revoke token"
        danger
        busy={busy}
        onClose={() => setRevoking(undefined)}
        onConfirm={() => revoking && void revoke(revoking)}
      >
        Whatever uses it stops working at once. A revoked token cannot be brought back.
      </ConfirmDialog>
    </>
  );
}
