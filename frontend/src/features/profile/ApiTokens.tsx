import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { KeyRound, Plus } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { api, read, readAll } from '@/shared/api';
import { TokenTable } from '@/shared/tokens/TokenTable';
import { Button, EmptyState } from '@/shared/ui';

const TokenDialog = lazy(() => import('./TokenDialog'));

const myTokens = queryOptions({
  queryKey: ['api-tokens'],
  queryFn: ({ signal }) =>
    readAll((after) => read(api.GET('/api/v1/api-tokens', { params: { query: { limit: 200, after } }, signal }))),
});

/** Tokens with which scripts and other systems act as me, never wider than I may. */
export function ApiTokens() {
  const queryClient = useQueryClient();
  const [making, setMaking] = useState(false);
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['api-tokens'] });
  return (
    <>
      <TokenTable
        title="API tokens"
        subtitle="For scripts and other systems that act as you"
        tokens={myTokens}
        scoped
        actions={
          <Button size="sm" icon={Plus} onClick={() => setMaking(true)}>
            Create token
          </Button>
        }
        empty={
          <EmptyState icon={KeyRound} title="No tokens" action={<Button onClick={() => setMaking(true)}>Create token</Button>}>
            Create one when a script or another system has to read or change data for you.
          </EmptyState>
        }
        onRevoked={refresh}
      />
      {making ? (
        <Suspense>
          <TokenDialog onClose={() => setMaking(false)} onMade={() => void refresh()} />
        </Suspense>
      ) : null}
    </>
  );
}
