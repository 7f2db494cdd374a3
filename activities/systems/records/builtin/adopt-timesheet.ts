import { mayAdopt } from '../../../../domain/records/may-adopt.ts';
import { timesheet } from '../../../../domain/records/timesheet.ts';
import { adoptDocument } from '../../../documents/adopt-document.ts';
import { lockDocument } from '../../../documents/lock-document.ts';
import type { Paper, Records } from '../records.ts';
import { adoptPaper, type BuiltinContext } from './make-paper.ts';

/** Makes submitted hours those of a step key. Safe to repeat: their name is stored with the key. */
export function adoptTimesheet(ctx: BuiltinContext, input: Parameters<Records['adoptTimesheet']>[0]): Promise<Paper> {
  const { name, job, key, employee } = input;
  return adoptPaper(ctx, input, async (tx) => {
    const booked = await lockDocument(tx, timesheet, { right: 'write', name });
    mayAdopt({ doctype: timesheet.doctype, of: booked.employee, ...booked }, { job, key, of: employee });
    return adoptDocument(tx, timesheet, { document: booked, changes: { dispatch_job: job, dartwing_key: key } });
  });
}
