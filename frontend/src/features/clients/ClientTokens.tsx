import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Ban, CircleCheck, Clock, KeyRound } from 'lucide-react';
import { useState } from 'react';
import { api, ifMatch, readVersioned } from '@/shared/api';
import { formatDate, formatDateTime, formatRelativeDays } from '@/shared/format';
import { Button, Card, columnsOf, ConfirmDialog, DataTable, EmptyState, Pill, toast, TwoLines } from '@/shared/ui';
import { clientTokens, refreshClients, type Token } from './queries';

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
const COLUMNS = column.columns([
  column.accessor('name', {
    header: 'Token',
    cell: ({ row: { original } }) => <TwoLines under={`${original.prefix}…`}>{original.name}</TwoLines>,
    meta: { card: 'title', width: '30%' },
  }),
  column.display({ id: 'state', header: 'State', cell: ({ row }) => <State token={row.original} /> }),
  column.accessor('last_used_at', {
    header: 'Last used',
    cell: ({ getValue }) => {
      const value = getValue();
      return value ? formatDateTime(value) : 'Never';
    },
  }),
  column.accessor('expires_at', {
    header: 'Expires',
    cell: ({ getValue }) => <TwoLines under={formatRelativeDays(getValue())}>{formatDate(getValue())}</TwoLines>,
  }),
]);

/** Tokens of a client: which still work, and which it still uses. */
export function ClientTokens({ clientId }: { clientId: string }) {
  const queryClient = useQueryClient();
  const { data, error, isPending, isFetching, refetch } = useQuery(clientTokens(clientId));
  const [revoking, setRevoking] = useState<Token>();
  const [busy, setBusy] = useState(false);
  const revoke = async (token: Token) => {
    setBusy(true);
    try {
      const path = { token_id: token.id };
      const { etag } = await readVersioned(api.GET('/api/v1/api-tokens/{token_id}', { params: { path } }));
      await api.POST('/api/v1/api-tokens/{token_id}/revoke', { params: { path, header: ifMatch(etag) } });
      await refreshClients(queryClient);
      toast.done(`${token.name} revoked`);
    } catch (failure) {
      toast.failed(failure);
    } finally {
      setBusy(false);
      setRevoking(undefined);
    }
  };
  const columns = [
    ...COLUMNS,
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
      <Card title="Tokens" subtitle="Each is shown once, when it is issued" body="flush">
        <DataTable
          caption="Tokens"
          columns={columns}
          result={{ page: data && { items: data }, error, loading: isPending, stale: isFetching && !isPending, retry: () => void refetch() }}
          rowId={(row) => row.id}
          skeletonRows={2}
          empty={
            <EmptyState icon={KeyRound} title="No token">
              Issue one and hand it to whoever runs the system.
            </EmptyState>
          }
        />
      </Card>
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
