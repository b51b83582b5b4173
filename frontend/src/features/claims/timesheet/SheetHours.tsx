import { useQuery } from '@tanstack/react-query';
import { formatDate } from '@/shared/format';
import { ErrorState, Skeleton } from '@/shared/ui';
import type { Line } from '../queries';
import { readSheets } from './queries';
import styles from './Timesheet.module.css';

const shown = (hours: string) => (hours === '0' ? '—' : hours);

/** The hours that a line of labour was made from, as they were written down. */
export default function SheetHours({ claimId, line }: { claimId: string; line: Line }) {
  const officerId = line.officer?.id ?? '';
  const { data, error, refetch } = useQuery({ queryKey: ['timesheets', claimId, officerId, 'read'], queryFn: () => readSheets(claimId, officerId) });
  if (error) return <ErrorState compact error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton width="100%" height={160} />;
  const sheet = data.data.periods.find(({ lines }) => lines.some(({ expense_id: id }) => id === line.id));
  if (!sheet) return null;
  return (
    <table className={styles.hours}>
      <caption>
        {line.officer?.name}, {formatDate(sheet.starts_on)} to {formatDate(sheet.ends_on)}
      </caption>
      <thead>
        <tr>
          <th scope="col">Day</th>
          <th scope="col">Regular</th>
          <th scope="col">Overtime</th>
          <th scope="col">Leave</th>
        </tr>
      </thead>
      <tbody>
        {sheet.days.map((day) => (
          <tr key={day.worked_on}>
            <th scope="row">
              {formatDate(day.worked_on)}
              {day.note ? <small>{day.note}</small> : null}
            </th>
            <td>{shown(day.regular)}</td>
            <td>{shown(day.overtime)}</td>
            <td>{shown(day.leave)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">Together</th>
          <td>{shown(sheet.regular_hours)}</td>
          <td>{shown(sheet.overtime_hours)}</td>
          <td>{shown(sheet.leave_hours)}</td>
        </tr>
      </tfoot>
    </table>
  );
}
