import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Landmark, Plus } from 'lucide-react';
import { useState } from 'react';
import { api, ProblemError, read } from '@/shared/api';
import { formatDate, formatMoney, formatRelativeDays, fromCents, plural, toCents } from '@/shared/format';
import { named, useList, useListing } from '@/shared/listing';
import { Button, Card, chosenFilters, columnsOf, EmptyState, FilterBar, ListTable, Notice, Pagination, RowLink, toast, TwoLines, type Selection } from '@/shared/ui';
import { payableList, payableListing, refreshRuns, type ClaimRow } from './queries';

const column = columnsOf<ClaimRow>();
const columns = column.columns([
  column.accessor('reference', {
    header: 'Claim',
    cell: ({ row: { original } }) => (
      <TwoLines under={original.officer?.name ?? original.agency.name}>
        <RowLink to="/claims/$id" params={{ id: original.id }}>
          {original.reference}
        </RowLink>
      </TwoLines>
    ),
    meta: { sort: 'reference', card: 'title', width: '34%' },
  }),
  column.accessor('agency', { header: 'Agency', cell: ({ getValue }) => getValue().name, meta: { card: 'subtitle' } }),
  column.accessor('due_on', {
    header: 'Due',
    cell: ({ getValue }) => {
      const day = getValue();
      return day ? <TwoLines under={formatRelativeDays(day)}>{formatDate(day)}</TwoLines> : <span className="muted">—</span>;
    },
    meta: { sort: 'due_on' },
  }),
  column.accessor('approved', {
    header: 'Approved',
    cell: ({ getValue }) => <span className="num">{formatMoney(getValue())}</span>,
    meta: { align: 'end', card: 'corner' },
  }),
]);

/** Certified claims that stand in no run: those ticked become one. */
export default function ToPay() {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const listing = useListing(payableListing);
  const result = useList(payableList(listing.query));
  const [selected, setSelected] = useState<Selection>({});
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();
  const rows = result.page?.items ?? [];
  const chosen = rows.filter(({ id }) => selected[id]);
  const total = fromCents(chosen.reduce((sum, { approved }) => sum + (approved ? toCents(approved) : 0n), 0n));

  const create = async () => {
    setBusy(true);
    setFailure(undefined);
    try {
      const run = await read(api.POST('/api/v1/payment-runs', { body: { claim_ids: chosen.map(({ id }) => id) } }));
      await refreshRuns(queryClient);
      toast.done(`${run.reference} made`);
      void navigate({ to: '/payment-runs/$id', params: { id: run.id } });
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      setFailure(error.errors.map(({ message }) => message).join(' ') || (error.detail ?? error.title));
      await refreshRuns(queryClient);
    } finally {
      setBusy(false);
    }
  };

  return (
    <Card
      title="Certified and not yet handed to the Treasury"
      subtitle={chosen.length > 0 ? `${plural(chosen.length, 'claim')} chosen: ${formatMoney(total)}` : 'Tick the claims that the run is to pay'}
      actions={
        <Button variant="primary" icon={Plus} busy={busy} disabled={chosen.length === 0} onClick={() => void create()}>
          Make payment run
        </Button>
      }
      body="flush"
      footer={<Pagination page={result.page} one="claim" many="claims" onGo={listing.goTo} />}
    >
      {failure ? (
        <Notice tone="bad" role="alert">
          {failure}
        </Notice>
      ) : null}
      <FilterBar
        search={{ label: 'Find by reference', value: listing.draft, onChange: listing.setDraft }}
        chosen={chosenFilters(listing, [{ name: 'agency_id', label: 'Agency', options: named(rows, listing.filters.agency_id, ({ agency }) => agency) }])}
        onClear={listing.clear}
      />
      <ListTable
        caption="Claims to pay"
        columns={columns}
        result={result}
        listing={listing}
        selection={{ selected, onChange: setSelected, rowLabel: ({ reference }) => reference }}
        unmatched="No claims match"
        empty={
          <EmptyState icon={Landmark} title="Nothing waits to be paid">
            Claims stand here once they are certified, and again when the Treasury has returned them.
          </EmptyState>
        }
      />
    </Card>
  );
}
