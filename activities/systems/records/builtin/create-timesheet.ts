import { Fault } from '../../../../domain/errors.ts';
import { employee as employeeDefinition } from '../../../../domain/records/employee.ts';
import { timesheet } from '../../../../domain/records/timesheet.ts';
import { createDocument } from '../../../documents/create-document.ts';
import { lockDocument } from '../../../documents/lock-document.ts';
import type { Paper, Records } from '../records.ts';
import { makePaper, type BuiltinContext } from './make-paper.ts';
import { overlappingTimesheet } from './timesheet-rows.ts';

/** Books and submits hours at once. Safe to repeat: the paper is stored with its step key. */
export function createTimesheet(ctx: BuiltinContext, input: Parameters<Records['createTimesheet']>[0]): Promise<Paper> {
  return makePaper(ctx, input, async (tx) => {
    // Locked, so that two bookings for one employee look for overlaps one after the other.
    const employee = await lockDocument(tx, employeeDefinition, { right: 'read', name: input.employee });
    if (employee.status === 'left')
      throw new Fault('invalid', `Employee ${employee.name} has left. Assign the job to somebody who can book hours.`);
    for (const log of input.logs) {
      const rival = await overlappingTimesheet(tx, { employee: employee.name, from: log.fromTime, to: log.toTime });
      if (rival !== null) {
        throw new Fault(
          'conflict',
          `Hours from ${log.fromTime} to ${log.toTime} of ${employee.name} overlap timesheet ${rival}. Correct arrival or departure.`,
        );
      }
    }
    const time_logs = input.logs.map((log) => ({
      activity_type: log.activityType,
      from_time: log.fromTime,
      to_time: log.toTime,
      hours: log.hours,
      project: log.project,
      is_billable: false, // the invoice bills the work by its item; billable hours would be billed again
    }));
    const total_hours = time_logs.reduce((sum, log) => Math.round((sum + log.hours) * 1000) / 1000, 0);
    return createDocument(tx, timesheet, {
      docstatus: 'submitted',
      values: { employee: employee.name, dispatch_job: input.job, dartwing_key: input.key, time_logs, total_hours },
    });
  });
}
