import { useQuery, type QueryKey, type UseQueryOptions } from '@tanstack/react-query';
import { Ban, CircleCheck, Clock } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { api, ifMatch, readVersioned } from '@/shared/api';
import type { components } from '@/shared/api/schema';
import { formatDate, formatDateTime, formatRelativeDays } from '@/shared/format';
import { Button, Card, columnsOf, ConfirmDialog, DataTable, Pill, Tags, toast, TwoLines } from '@/shared/ui';

export type Token = components['schemas']['Token'];

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
    header: 'Name',
    cell: ({ row: { original } }) => <TwoLines under={`${original.prefix}…`}>{original.name}</TwoLines>,
    meta: { card: 'title', width: '30%' },
  }),
  column.display({ id: 'state', header: 'State', cell: ({ row }) => <State token={row.original} /> }),
  column.accessor('scopes', { header: 'May', cell: ({ getValue }) => <Tags items={getValue()} max={2} /> }),
  column.accessor('last_used_at', {
    header: 'Last used',
    cell: ({ getValue }) => {
      const value = getValue();
      return value ? formatDateTime(value) : 'Never';
    },
    meta: { cardLabel: true },
  }),
  column.accessor('expires_at', {
    header: 'Expires',
    cell: ({ getValue }) => <TwoLines under={formatRelativeDays(getValue())}>{formatDate(getValue())}</TwoLines>,
    meta: { cardLabel: true },
  }),
]);
/** All tokens of a client have its scopes. */
const WITHOUT_SCOPES = COLUMNS.filter(({ header }) => header !== 'May');

async function revokeToken(id: string): Promise<void> {
  const path = { token_id: id };
  const { etag } = await readVersioned(api.GET('/api/v1/api-tokens/{token_id}', { params: { path } }));
  await api.POST('/api/v1/api-tokens/{token_id}/revoke', { params: { path, header: ifMatch(etag) } });
}

interface TokenTableProps<K extends QueryKey> {
  title: string;
  subtitle: string;
  tokens: UseQueryOptions<Token[], Error, Token[], K>;
  /** They differ in what they may. */
  scoped?: boolean;
  actions?: ReactNode;
  empty: ReactNode;
  onRevoked: () => Promise<unknown>;
}

/** Tokens: which still work, which are still in use; each can be revoked. What a token is, is shown when it is made. */
export function TokenTable<K extends QueryKey>({ title, subtitle, tokens, scoped, actions, empty, onRevoked }: TokenTableProps<K>) {
  const { data, error, isPending, isFetching, refetch } = useQuery(tokens);
  const [revoking, setRevoking] = useState<Token>();
  const [busy, setBusy] = useState(false);
  const revoke = async (token: Token) => {
    setBusy(true);
    try {
      await revokeToken(token.id);
      await onRevoked();
      toast.done(`${token.name} revoked`);
    } catch (failure) {
      toast.failed(failure);
    } finally {
      setBusy(false);
      setRevoking(undefined);
    }
  };
  const columns = [
    ...(scoped ? COLUMNS : WITHOUT_SCOPES),
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
      <Card title={title} subtitle={subtitle} body="flush" actions={actions}>
        <DataTable
          caption={title}
          columns={columns}
          result={{ page: data && { items: data }, error, loading: isPending, stale: isFetching && !isPending, retry: () => void refetch() }}
          rowId={(row) => row.id}
          skeletonRows={2}
          empty={empty}
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
