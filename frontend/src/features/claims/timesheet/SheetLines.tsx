import { formatMoney } from '@/shared/format';
import { expenseCategory } from '@/shared/labels';
import { Notice } from '@/shared/ui';
import type { Timesheets } from './sheetDraft';
import styles from './Timesheet.module.css';

/** What a pay period claims, with the formula and the rule of each amount. */
export function SheetLines({ sheet }: { sheet: Timesheets['periods'][number] }) {
  return (
    <>
      {sheet.problems.map(({ code, message }) => (
        <Notice key={code} tone="warn">
          {message}
        </Notice>
      ))}
      {sheet.lines.length > 0 ? (
        <dl className={styles.lines}>
          {sheet.lines.map((line) => (
            <div key={line.category}>
              <dt>{expenseCategory(line.category)}</dt>
              <dd>
                <code>{line.formula}</code>
                <small>{line.rule}</small>
              </dd>
              <dd className={styles.sum}>
                {formatMoney(line.allowed)}
                {line.allowed.amount === line.claimed.amount ? null : <small>of {formatMoney(line.claimed)} claimed</small>}
              </dd>
            </div>
          ))}
        </dl>
      ) : null}
    </>
  );
}
