import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Coins } from 'lucide-react';
import { useState } from 'react';
import { fiscalYearName, formatCount, formatMoney, humanize, yearChoices } from '@/shared/format';
import { modality } from '@/shared/labels';
import { Card, columnsOf, DataTable, EmptyState, Segmented } from '@/shared/ui';
import { GroupsMenu } from './GroupsMenu';
import { CUTS, reimbursed, type Cut, type ReimbursedGroup } from './queries';
import { daysOf, useReport } from './useReport';

const EVERY_YEAR = 'all';

/** It begins on 1 October (31 USC 1102). */
function presentFiscalYear(): number {
  const today = new Date();
  return today.getUTCFullYear() + (today.getUTCMonth() >= 9 ? 1 : 0);
}

function nameOf(group: ReimbursedGroup, by: Cut): string {
  if (by === 'category') return humanize(group.category ?? '');
  if (by === 'modality') return modality(group.modality ?? '');
  if (by === 'fiscal_year') return fiscalYearName(group.fiscal_year ?? 0);
  return (by === 'agency' ? group.agency : group.country)?.name ?? 'No country';
}

/** The filters of the expenses that a group is the sum of. */
function rowsOf(group: ReimbursedGroup, by: Cut, year: number | undefined): Record<string, unknown> {
  const days = daysOf(by === 'fiscal_year' ? (group.fiscal_year ?? undefined) : year);
  if (by === 'country') return { ...days, paid: 'true', country_id: group.country ? [group.country.id] : undefined };
  if (by === 'agency') return { ...days, paid: 'true', agency_id: group.agency ? [group.agency.id] : undefined };
  if (by === 'category') return { ...days, paid: 'true', category: [group.category] };
  if (by === 'modality') return { ...days, paid: 'true', modality: [group.modality] };
  return { ...days, paid: 'true' };
}

const column = columnsOf<ReimbursedGroup>();
const columnsBy = (by: Cut, year: number | undefined) =>
  column.columns([
    column.display({
      id: 'name',
      header: CUTS.find(({ value }) => value === by)?.label ?? '',
      cell: ({ row: { original } }) => (
        <Link to="/expenses" search={rowsOf(original, by, year) as never}>
          {nameOf(original, by)}
        </Link>
      ),
      meta: { card: 'title', width: '52%' },
    }),
    column.accessor('lines', { header: 'Expenses', cell: ({ getValue }) => formatCount(getValue()), meta: { align: 'end', cardLabel: true } }),
    column.accessor('approved', {
      header: 'Reimbursed',
      cell: ({ getValue }) => <span className="num">{formatMoney(getValue())}</span>,
      meta: { align: 'end', card: 'corner' },
    }),
  ]);

export default function Reimbursed() {
  const view = useReport(CUTS);
  const year = view.by === 'fiscal_year' ? undefined : view.year;
  const { data, error, isPending, isPlaceholderData, refetch } = useQuery({ ...reimbursed(view.by, year), placeholderData: keepPreviousData });
  const [present] = useState(presentFiscalYear);
  return (
    <Card
      title={data ? `${formatMoney(data.total)} reimbursed` : 'Reimbursed'}
      subtitle="Approved amounts that were paid, by the fiscal year of payment; a name opens its expenses"
      actions={
        <>
          <Segmented label="Grouped by" value={view.by} tabs={CUTS.map((cut) => ({ ...cut }))} onChange={(by) => view.set({ by })} />
          <GroupsMenu address={data?.address} />
        </>
      }
      body="flush"
      footer={
        view.by === 'fiscal_year' ? undefined : (
          <Segmented
            label="Fiscal year"
            value={String(view.year ?? EVERY_YEAR)}
            tabs={[
              { value: EVERY_YEAR, label: 'All years' },
              ...yearChoices(present, view.year ?? present).map((one) => ({ value: String(one), label: fiscalYearName(one) })),
            ]}
            onChange={(next) => view.set({ fiscal_year: next === EVERY_YEAR ? undefined : Number(next) })}
          />
        )
      }
    >
      <DataTable
        caption="Reimbursed by group"
        columns={columnsBy(view.by, year)}
        result={{ page: data && { items: data.items }, error, loading: isPending, stale: isPlaceholderData, retry: () => void refetch() }}
        rowId={(row) => nameOf(row, view.by)}
        empty={
          <EmptyState icon={Coins} title="Nothing was paid">
            Sums appear as soon as the Treasury has paid a claim.
          </EmptyState>
        }
      />
    </Card>
  );
}
