import { proxyActivities } from '@temporalio/workflow';

import type { DispatchCoreActivities, DispatchRecordsActivities } from '../../activities/dispatch/activities.ts';
import { Fault } from '../../domain/errors.ts';
import type { OperationInput } from '../../domain/operation.ts';
import { saga } from '../../workflows/saga.ts';

const HASTY = { startToCloseTimeout: '1 second', retry: { initialInterval: '20 milliseconds' } } as const;
const dispatch = proxyActivities<DispatchCoreActivities>(HASTY);
const records = proxyActivities<DispatchRecordsActivities>({ ...HASTY, taskQueue: 'ext-records' });

/** An operation that has a step of every kind, for what no operation of the product has yet. */
export function trial(input: OperationInput & { then?: 'refuse' | 'break' }): Promise<string[]> {
  const job = { organizationId: input.organizationId, name: input.name };
  return saga({ kind: 'trial', doctype: 'dispatch_job' }, input, async (step) => {
    await step('close', { do: dispatch.closeJob, undo: dispatch.reopenJob, input: job });
    const note = await step('activity', {
      do: records.recordJobActivity,
      noUndo: 'A note',
      ifSkipped: () => ({ name: 'no note' }),
      input: job,
    });
    if (input.then === 'refuse') throw new Fault('conflict', 'The rule says no');
    if (input.then === 'break') throw new TypeError('A defect of the workflow');
    const invoice = await step('invoice', {
      do: records.createJobInvoice,
      undo: records.cancelJobInvoice,
      adopt: (name) => ({ name }),
      input: job,
    });
    const timesheet = await step('timesheet', {
      do: records.createJobTimesheet,
      undo: records.deleteJobTimesheet,
      input: job,
    });
    return [note.name, invoice.name, timesheet.name];
  });
}
