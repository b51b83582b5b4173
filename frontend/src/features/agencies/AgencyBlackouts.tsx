import { useQuery, useQueryClient } from '@tanstack/react-query';
import { CalendarX2, Plus, Trash2 } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { api, ifMatch } from '@/shared/api';
import { formatDateRange, plural } from '@/shared/format';
import { Button, Card, EmptyState, ErrorState, IconButton, Skeleton, toast } from '@/shared/ui';
import styles from './Agency.module.css';
import { agencyBlackouts, readBlackout, refreshAgencies, type Agency, type Blackout } from './queries';

const BlackoutDialog = lazy(() => import('./BlackoutDialog'));

/** Days on which the agency cannot take part: rankings count them as not free. */
export default function AgencyBlackouts({ agency, mayChange }: { agency: Agency; mayChange: boolean }) {
  const queryClient = useQueryClient();
  const { data, error, refetch } = useQuery(agencyBlackouts(agency.id));
  const [adding, setAdding] = useState(false);
  const [busy, setBusy] = useState<string>();

  const free = async ({ id, starts_on, ends_on }: Blackout) => {
    setBusy(id);
    try {
      const { etag } = await readBlackout(agency.id, id);
      await api.DELETE('/api/v1/agencies/{agency_id}/blackouts/{blackout_id}', {
        params: { path: { agency_id: agency.id, blackout_id: id }, header: ifMatch(etag) },
      });
      await refreshAgencies(queryClient);
      toast.done(`${formatDateRange(starts_on, ends_on)} free again`);
    } catch (failure) {
      toast.failed(failure);
    } finally {
      setBusy(undefined);
    }
  };
  const add = mayChange ? (
    <Button size="sm" icon={Plus} onClick={() => setAdding(true)}>
      Block days
    </Button>
  ) : undefined;

  return (
    <Card
      title="Not available"
      subtitle={data && data.length > 0 ? `${plural(data.length, 'period')} blocked` : 'Days on which the agency cannot take part'}
      actions={data && data.length > 0 ? add : undefined}
    >
      {error ? <ErrorState compact error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <Skeleton width="70%" height={48} /> : null}
      {data?.length === 0 ? (
        <EmptyState compact icon={CalendarX2} title="No days blocked" action={add}>
          Rankings look at free days only where the agency blocks some.
        </EmptyState>
      ) : null}
      {data && data.length > 0 ? (
        <ul className={styles.blackouts}>
          {data.map((blackout) => {
            const days = formatDateRange(blackout.starts_on, blackout.ends_on);
            return (
              <li key={blackout.id}>
                <div>
                  <strong className="num">{days}</strong>
                  {blackout.reason ? <p className="muted">{blackout.reason}</p> : null}
                </div>
                {mayChange ? (
                  <IconButton icon={Trash2} label={`Free ${days}`} disabled={busy === blackout.id} onClick={() => void free(blackout)} />
                ) : null}
              </li>
            );
          })}
        </ul>
      ) : null}
      {adding ? (
        <Suspense>
          <BlackoutDialog agencyId={agency.id} onClose={() => setAdding(false)} />
        </Suspense>
      ) : null}
    </Card>
  );
}
