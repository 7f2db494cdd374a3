import { timesheet } from '../../../../domain/records/timesheet.ts';
import { cancelDocument } from '../../../documents/cancel-document.ts';
import { deleteDocument } from '../../../documents/delete-document.ts';
import { lockDocument } from '../../../documents/lock-document.ts';
import type { Records } from '../records.ts';
import { unmakePaper, type BuiltinContext } from './make-paper.ts';

/** Cancels and removes the hours of a step key. */
export function deleteTimesheet(ctx: BuiltinContext, input: Parameters<Records['deleteTimesheet']>[0]): Promise<void> {
  return unmakePaper(ctx, input, async (tx, name) => {
    const booked = await lockDocument(tx, timesheet, { right: 'delete', name });
    await deleteDocument(tx, timesheet, await cancelDocument(tx, timesheet, { document: booked, changes: {} }));
  });
}
