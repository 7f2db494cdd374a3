import { toSqlInstant, type Row, type Tx } from '../../../context/database/tx.ts';

/** The name of a timesheet of the employee that is not cancelled and shares time with [from, to), or null. */
export async function overlappingTimesheet(
  tx: Tx,
  { employee, from, to }: { employee: string; from: string; to: string },
): Promise<string | null> {
  const row = await tx
    .lockingQuery('timesheets')
    .join('timesheet_time_logs as log', (on) =>
      on.on('log.organization_id', 'timesheets.organization_id').on('log.parent', 'timesheets.name'),
    )
    .where({ 'timesheets.employee': employee })
    .whereNot({ 'timesheets.docstatus': 'cancelled' })
    .where('log.from_time', '<', toSqlInstant(to))
    .where('log.to_time', '>', toSqlInstant(from))
    .select('timesheets.name')
    .first<Row | undefined>();
  return row === undefined ? null : String(row['name']);
}
