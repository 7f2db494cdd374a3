import { proxyActivities } from '@temporalio/workflow';

import type { DispatchCoreActivities, DispatchRecordsActivities } from '../../activities/dispatch/activities.ts';
import { COMPLETE_JOB } from '../../domain/dispatch/complete-job.ts';
import type { OperationInput } from '../../domain/operation.ts';
import { QUICK, WRITE_RECORDS } from '../activity-options.ts';
import { saga } from '../saga.ts';

export interface CompleteJobResult {
  job: string;
  /** Null when the job is not billable. */
  invoice: string | null;
  timesheet: string;
  /** Null when no parts came from stock. */
  deliveryNote: string | null;
}

const dispatch = proxyActivities<DispatchCoreActivities>(QUICK);
const records = proxyActivities<DispatchRecordsActivities>(WRITE_RECORDS);

/** X1: completes a job, bills it and books the hours, or leaves everything as it was. */
export function completeJob(input: OperationInput): Promise<CompleteJobResult> {
  const job = { organizationId: input.organizationId, name: input.name };
  const bill: typeof job & { billingItem?: string } = job;
  return saga(COMPLETE_JOB, input, async ({ step }) => {
    const closed = await step('close', { do: dispatch.closeJob, undo: dispatch.reopenJob, input: job });
    const invoice = closed.billable
      ? await step('invoice', {
          do: records.createJobInvoice,
          undo: records.cancelJobInvoice,
          letGo: dispatch.unlinkJobInvoice,
          adopt: records.adoptJobInvoice,
          editable: ['billingItem'],
          input: bill,
        })
      : null;
    const timesheet = await step('timesheet', {
      do: records.createJobTimesheet,
      undo: records.deleteJobTimesheet,
      adopt: records.adoptJobTimesheet,
      input: job,
    });
    const delivery = closed.usedStock
      ? await step('delivery', {
          do: records.createJobDeliveryNote,
          undo: records.cancelJobDeliveryNote,
          letGo: dispatch.unlinkJobDeliveryNote,
          adopt: records.adoptJobDeliveryNote,
          input: job,
        })
      : null;
    await step('activity', {
      do: records.recordJobActivity,
      noUndo: "A note in the customer's history that the job was completed",
      neverUndoes: "The note in the customer's history is missing",
      ifSkipped: () => null,
      input: job,
    });
    return {
      job: job.name,
      invoice: invoice?.name ?? null,
      timesheet: timesheet.name,
      deliveryNote: delivery?.name ?? null,
    };
  });
}
