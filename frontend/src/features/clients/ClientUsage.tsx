import { useQuery } from '@tanstack/react-query';
import { ChartColumn } from 'lucide-react';
import type { components } from '@/shared/api/schema';
import { formatCount, formatDate, humanize } from '@/shared/format';
import { BarChart, Card, columnsOf, DataTable, EmptyState } from '@/shared/ui';
import { clientUsage, type ServiceClient } from './queries';

type Usage = components['schemas']['ClientUsage'];

const SERIES = [
  { key: 'ok', label: 'Answered' },
  { key: 'refused', label: 'Refused' },
  { key: 'failed', label: 'Failed here' },
];
const OUTCOMES = { ok: 'Answered', refused: 'Refused', limited: 'Beyond the limit', failed: 'Failed here' } as const;

const column = columnsOf<Usage>();
const COLUMNS = column.columns([
  column.accessor('operation', { header: 'Operation', cell: ({ getValue }) => humanize(getValue()), meta: { card: 'title', width: '40%' } }),
  column.accessor('day', { header: 'Day', cell: ({ getValue }) => formatDate(getValue()) }),
  column.accessor('outcome', { header: 'Outcome', cell: ({ getValue }) => OUTCOMES[getValue()] }),
  column.accessor('requests', { header: 'Requests', cell: ({ getValue }) => formatCount(getValue()), meta: { align: 'end' } }),
]);

/** How much a client asks, and what. Counts are some seconds behind. */
export default function ClientUsage({ client }: { client: ServiceClient }) {
  const { data, error, isPending, isFetching, refetch } = useQuery(clientUsage(client.id));
  return (
    <>
      <Card title="Requests by day" subtitle="The last days with requests, UTC">
        {client.usage.length > 0 ? (
          <BarChart
            label={`Requests of ${client.name} by day`}
            series={SERIES}
            data={client.usage.map((day) => ({
              label: formatDate(day.day).replace(/, \d{4}$/, ''),
              values: { ok: day.ok, refused: day.refused + day.limited, failed: day.failed },
            }))}
            formatTick={formatCount}
            formatValue={formatCount}
          />
        ) : (
          <EmptyState icon={ChartColumn} title="Nothing asked yet">
            Requests are counted from the first call, a few seconds after they come.
          </EmptyState>
        )}
      </Card>
      {client.usage.length > 0 ? (
        <Card title="What it asks" subtitle="Newest day first" body="flush">
          <DataTable
            caption="Requests by operation"
            columns={COLUMNS}
            result={{ page: data && { items: data }, error, loading: isPending, stale: isFetching && !isPending, retry: () => void refetch() }}
            rowId={(row) => row.id}
            skeletonRows={4}
            empty={<EmptyState icon={ChartColumn} title="Nothing asked yet" />}
          />
        </Card>
      ) : null}
    </>
  );
}
