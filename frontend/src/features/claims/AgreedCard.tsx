import { formatMoney, fromCents, toCents } from '@/shared/format';
import { expenseCategory } from '@/shared/labels';
import { Card, Pill } from '@/shared/ui';
import type { Claim } from './queries';
import styles from './Agreed.module.css';

const ZERO = { amount: '0.00', currency: 'USD' };

/** What the accepted offer put down for each category, what is claimed of it, and what that leaves or exceeds. */
export function AgreedCard({ claim }: { claim: Claim }) {
  if (claim.agreed.length === 0) return null;
  const claimed = new Map(claim.summary.map((row) => [row.category, row.claimed]));
  const also = [...claimed.keys()].filter((category) => claim.agreed.every((row) => row.category !== category));
  const rows = [...claim.agreed, ...also.map((category) => ({ category, agreed: ZERO, claimed_elsewhere: null }))];
  return (
    <Card title="Agreed and claimed" subtitle="The accepted offer beside this claim and the activity’s others">
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
                <td>{left < 0n ? <Pill tone="warn">{formatMoney(fromCents(-left))} over</Pill> : formatMoney(fromCents(left))}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Card>
  );
}
