import { Plus } from 'lucide-react';
import { formatMoney, fromCents, toCents, type Money } from '@/shared/format';
import { expenseCategory } from '@/shared/labels';
import { Card, IconButton, Pill } from '@/shared/ui';
import type { Claim } from './queries';
import styles from './Agreed.module.css';

const ZERO = { amount: '0.00', currency: 'USD' };

/** Claimed by the trip's days, not line by line. */
const OF_THE_TRIP = new Set(['lodging', 'mie']);

interface AgreedCardProps {
  claim: Claim;
  /** Starts a line from what is left of a category; left out where nothing can be added. */
  onTake?: ((category: string, left: Money) => void) | undefined;
}

/** What the accepted offer put down for each category, what is claimed of it, and what that leaves or exceeds. */
export function AgreedCard({ claim, onTake }: AgreedCardProps) {
  if (claim.agreed.length === 0) return null;
  const claimed = new Map(claim.summary.map((row) => [row.category, row.claimed]));
  const also = [...claimed.keys()].filter((category) => claim.agreed.every((row) => row.category !== category));
  const rows = [...claim.agreed, ...also.map((category) => ({ category, agreed: ZERO, claimed_elsewhere: null }))];
  return (
    <Card title="Agreed and claimed" subtitle="The accepted offer beside this claim and the activity’s others">
      <div className={styles.fit}>
        <table className={styles.agreed}>
          <thead>
            <tr>
              <th scope="col">Category</th>
              <th scope="col">Agreed</th>
              <th scope="col">Claimed</th>
              <th scope="col">Left</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ category, agreed, claimed_elsewhere: elsewhere }) => {
              const here = claimed.get(category) ?? ZERO;
              const left = toCents(agreed) - toCents(here) - toCents(elsewhere ?? ZERO);
              return (
                <tr key={category}>
                  <th scope="row">{expenseCategory(category)}</th>
                  <td>{formatMoney(agreed)}</td>
                  <td>
                    {formatMoney(here)}
                    {elsewhere && toCents(elsewhere) > 0n ? <small>and {formatMoney(elsewhere)} in others</small> : null}
                  </td>
                  <td>
                    {left < 0n ? <Pill tone="warn">{formatMoney(fromCents(-left))} over</Pill> : formatMoney(fromCents(left))}
                    {onTake && left > 0n && !(claim.kind === 'travel_voucher' && OF_THE_TRIP.has(category)) ? (
                      <IconButton icon={Plus} label={`Start a line of ${expenseCategory(category).toLowerCase()} from what is left`} onClick={() => onTake(category, fromCents(left))} />
                    ) : null}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </Card>
  );
}
